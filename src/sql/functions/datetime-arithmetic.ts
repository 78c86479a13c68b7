/** Operators over dates, timestamps and intervals are functions of their own, which also give the column its name. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { isAnsiInterval } from '../types/index.js';
import type { AnalysisContext } from './function-record.js';

const isTemporal = ({ dataType }: TypedExpression) =>
  ['date', 'timestamp', 'timestampNtz', 'time', 'calendarInterval'].includes(dataType.kind) || isAnsiInterval(dataType);

/** The call that stands for an operator with a temporal operand; undefined when there is none. */
export function datetimeArithmetic(_symbol: string, args: readonly TypedExpression[], _cx: AnalysisContext): TypedExpression | undefined {
  if (!args.some(isTemporal)) return undefined;
  return undefined;
}
