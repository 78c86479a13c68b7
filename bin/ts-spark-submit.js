#!/usr/bin/env node
import { requireNode } from './require-node.js';

requireNode('ts-spark-submit');
const { main } = await import('../dist/submit/main.js');
await main(process.argv.slice(2), process.env);
