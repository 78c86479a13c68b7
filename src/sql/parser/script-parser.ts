import type { LogicalPlan } from '../plan/index.js';
import { compoundBlock } from './compound-block.js';
import type { Parser } from './parser.js';

/** A script that is the whole text; none when the text is one statement. */
export function singleScript(p: Parser): LogicalPlan | undefined {
  return p.is('BEGIN') ? compoundBlock(p) : undefined;
}
