/** Operators over dates, timestamps and intervals are functions of their own, which also give the column its name. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type DataType, DayTimeIntervalType, isAnsiInterval, StringType, TimestampType } from '../types/index.js';
import type { AnalysisContext } from './function-record.js';

const isTimestamp = ({ kind }: DataType) => kind === 'timestamp' || kind === 'timestampNtz';
const isTemporal = ({ dataType }: TypedExpression) =>
  ['date', 'time', 'calendarInterval'].includes(dataType.kind) || isTimestamp(dataType) || isAnsiInterval(dataType);
/** What can be added to a date or a timestamp as it is. */
const isSpan = ({ kind }: DataType) => kind === 'calendarInterval' || kind === 'dayTimeInterval';
const isDays = (type: DataType) => type.kind === 'dayTimeInterval' && type.startField === 'day' && type.endField === 'day';

/** The call that stands for an operator with a temporal operand; undefined when there is none. */
export function datetimeArithmetic(symbol: string, args: readonly TypedExpression[], cx: AnalysisContext): TypedExpression | undefined {
  if (args.length !== 2 || !args.some(isTemporal)) return undefined;
  const [left, right] = withoutTexts(args, cx) as readonly [TypedExpression, TypedExpression];
  if (symbol === '+') return sum(left, right, cx) ?? sum(right, left, cx);
  return symbol === '-' ? difference(left, right, cx) : undefined;
}

/** A text becomes what it is added to or compared with; beside an interval it stays. */
function withoutTexts(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const at = args.findIndex(arg => arg.dataType.kind === 'string');
  const other = args[1 - at];
  if (other === undefined || (other.dataType.kind !== 'date' && !isTimestamp(other.dataType))) return args;
  const promoted = cx.ansi ? cx.coercion.stringPromotion(args[at]!.dataType, other.dataType) : undefined;
  return promoted === undefined ? args : args.map(arg => cx.cast(arg, promoted));
}

/** A span added to something gives the type of that, or NULL beside one. */
function sum(base: TypedExpression, other: TypedExpression, cx: AnalysisContext): TypedExpression | undefined {
  const [type, by] = [base.dataType, other.dataType];
  if (by.kind === 'null' && (type.kind === 'date' || isTimestamp(type))) {
    return sum(base, cx.cast(other, new DayTimeIntervalType()), cx);
  }
  if (type.kind === 'date') {
    if (isDays(by)) return cx.call('date_add', base, cx.call('extractansiintervaldays', other));
    if (by.kind === 'dayTimeInterval') return cx.call('timestamp plus interval', cx.cast(base, TimestampType), other);
    if (by.kind === 'yearMonthInterval') return cx.call('date plus months', base, other);
    if (by.kind === 'calendarInterval') return cx.call('date plus interval', base, other);
    return by.kind === 'string' ? cx.call('date_add', base, cx.call('double', other)) : cx.call('date_add', base, other);
  }
  if (isTimestamp(type) && by.kind === 'yearMonthInterval') return cx.call('timestamp plus months', base, other);
  return isSpan(by) && !addsAsSpan(type, by) ? asTypeOf(base, cx.call('timestamp plus interval', base, other), cx) : undefined;
}

/** Spans of one kind are added by the operator itself, and NULL becomes such a span. */
const addsAsSpan = (type: DataType, span: DataType) => type.kind === span.kind || (type.kind === 'null' && isAnsiInterval(span));

function difference(left: TypedExpression, right: TypedExpression, cx: AnalysisContext): TypedExpression | undefined {
  const [a, b] = [left.dataType, right.dataType];
  if (a.kind === 'date') {
    if (isDays(b)) return cx.call('date_add', left, cx.call('unary -', cx.call('extractansiintervaldays', right)));
    if (isAnsiInterval(b) || b.kind === 'calendarInterval') return cx.call('datetime minus interval', left, right);
  }
  if (isTimestamp(a) && b.kind === 'yearMonthInterval') return cx.call('datetime minus interval', left, right);
  if (isSpan(b)) return addsAsSpan(a, b) ? undefined : asTypeOf(left, cx.call('datetime minus interval', left, right), cx);
  if (isTimestamp(a) || isTimestamp(b)) return cx.call('timestamp minus timestamp', left, right);
  if (b.kind === 'date' || (a.kind === 'date' && b.kind === 'null')) return cx.call('date minus date', left, right);
  if (a.kind !== 'date') return undefined;
  return cx.call('date_sub', left, b.kind === 'string' ? cx.call('double', right) : right);
}

/** A text that was read as a timestamp becomes a text again. */
const asTypeOf = (base: TypedExpression, result: TypedExpression, cx: AnalysisContext): TypedExpression =>
  base.dataType.kind === 'string' ? cx.cast(result, StringType) : result;
