#!/usr/bin/env node
import { requireNode } from './require-node.js';

requireNode('ts-spark-shell');
const { main } = await import('../dist/shell/main.js');
await main(process.argv.slice(2), process.env);
