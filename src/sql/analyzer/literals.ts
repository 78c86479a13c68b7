/** The values of an unresolved plan's literals, in the form of `values/value.ts`. */
import type { Literal } from '../plan/index.js';
import type { DataType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { CalendarInterval, MapValue, type Value } from '../values/value.js';
import { typedLiteral } from './expressions.js';
import type { TypedLiteral } from './typed-expression.js';

export const analyzeLiteral = ({ value, dataType, origin }: Literal): TypedLiteral =>
  typedLiteral(valueOfPlan(value, dataType), dataType, origin);

/** @param value in the form that `plan/expressions.ts` describes */
export function valueOfPlan(value: unknown, type: DataType): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'decimal':
      return (Decimal.parse(String(value)) ?? Decimal.zero).withScale(type.scale);
    case 'float':
      return Math.fround(value as number);
    case 'calendarInterval': {
      const { months, days, microseconds } = value as CalendarInterval;
      return new CalendarInterval(months, days, microseconds);
    }
    case 'array':
      return (value as readonly unknown[]).map(each => valueOfPlan(each, type.elementType));
    case 'struct':
      return (value as readonly unknown[]).map((each, i) => valueOfPlan(each, type.fields[i]!.dataType));
    case 'map': {
      const entries = value as readonly (readonly [unknown, unknown])[];
      return new MapValue(
        entries.map(([key]) => valueOfPlan(key, type.keyType)),
        entries.map(([, each]) => valueOfPlan(each, type.valueType)),
      );
    }
    default:
      return value as Value;
  }
}
