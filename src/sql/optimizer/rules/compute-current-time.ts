import { isFoldable } from '../../analyzer/analyze-call.js';
import { typedLiteral } from '../../analyzer/expressions.js';
import { valueOf } from '../../evaluator/evaluator.js';
import { expressionRule } from '../expression-rule.js';
import { isCall } from '../predicates.js';

const now = [
  'current_date',
  'curdate',
  'current_timestamp',
  'now',
  'localtimestamp',
  'current_time',
  'current_catalog',
  'current_database',
  'current_schema',
  'current_user',
  'user',
  'session_user',
  'current_timezone',
] as const;

/** The time at which the query began, and who asks, are constants. */
export const computeCurrentTime = expressionRule('ComputeCurrentTime', (each, { settings }) =>
  isCall(each, ...now) && isFoldable(each) ? typedLiteral(valueOf(each, settings), each.dataType) : each,
);
