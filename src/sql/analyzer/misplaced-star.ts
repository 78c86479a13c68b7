/** `*` where no list of columns may stand. Functions take one, operators do not; the error names Spark's class of the operator. */
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { UnresolvedFunction } from '../plan/index.js';

const operatorToName: ReadonlyMap<string, string> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['%', 'remainder'],
  ['div', 'integraldivide'],
  ['&', 'bitwiseand'],
  ['|', 'bitwiseor'],
  ['^', 'bitwisexor'],
  ['~', 'bitwisenot'],
  ['=', 'equalto'],
  ['==', 'equalto'],
  ['<=>', 'equalnullsafe'],
  ['<', 'lessthan'],
  ['<=', 'lessthanorequal'],
  ['>', 'greaterthan'],
  ['>=', 'greaterthanorequal'],
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
  ['isnull', 'isnull'],
  ['isnotnull', 'isnotnull'],
  ['negative', 'unaryminus'],
  ['positive', 'positive'],
  ['concat', 'concat'],
  ['like', 'like'],
  ['ilike', 'ilike'],
  ['rlike', 'rlike'],
  ['when', 'casewhen'],
]);

/** @throws SparkError INVALID_USAGE_OF_STAR_OR_REGEX when an operator has a star for an operand */
export function refuseStarOperand({ isInternal, nameParts, arguments: operands }: UnresolvedFunction): void {
  const name = isInternal ? operatorToName.get(nameParts[0]!.toLowerCase()) : undefined;
  if (name !== undefined && operands.some(each => each.kind === 'unresolvedStar')) throw misplacedStar(name);
}

/** @param expression Spark's name of what has the star */
export const misplacedStar = (expression: string): SparkError =>
  sparkErrorOf('INVALID_USAGE_OF_STAR_OR_REGEX', { elem: "'*'", prettyName: `expression \`${expression}\`` });
