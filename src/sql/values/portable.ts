/** Values between threads: as they are, but for those that are objects of a class. The type says what to make of them again. */
import type { DataType } from '../types/index.js';
import { Decimal } from './decimal.js';
import { CalendarInterval, MapValue, type Value, VariantValue } from './value.js';

/** Whether values of a type cross unchanged. */
export function isPlain(type: DataType): boolean {
  switch (type.kind) {
    case 'decimal':
    case 'map':
    case 'calendarInterval':
    case 'variant':
      return false;
    case 'array':
      return isPlain(type.elementType);
    case 'struct':
      return type.fields.every(field => isPlain(field.dataType));
    default:
      return true;
  }
}

const nullSafe =
  (f: (value: any) => any): ((value: any) => any) =>
  value =>
    value === null ? null : f(value);

export function toPortable(type: DataType): (value: any) => unknown {
  if (isPlain(type)) return value => value;
  switch (type.kind) {
    case 'decimal':
      return nullSafe((value: Decimal) => value.unscaled);
    case 'calendarInterval':
      return nullSafe(({ months, days, microseconds }: CalendarInterval) => [months, days, microseconds]);
    case 'variant':
      return nullSafe(({ value, metadata }: VariantValue) => [value, metadata]);
    case 'array': {
      const element = toPortable(type.elementType);
      return nullSafe((value: readonly Value[]) => value.map(element));
    }
    case 'map': {
      const [key, element] = [toPortable(type.keyType), toPortable(type.valueType)];
      return nullSafe(({ keys, values }: MapValue) => [keys.map(key), values.map(element)]);
    }
    case 'struct': {
      const fields = type.fields.map(field => toPortable(field.dataType));
      return nullSafe((value: readonly Value[]) => value.map((each, i) => fields[i]!(each)));
    }
    default:
      return value => value;
  }
}

export function fromPortable(type: DataType): (value: any) => Value {
  if (isPlain(type)) return value => value;
  switch (type.kind) {
    case 'decimal': {
      const { scale } = type;
      return nullSafe((unscaled: bigint) => new Decimal(unscaled, scale));
    }
    case 'calendarInterval':
      return nullSafe(([months, days, microseconds]) => new CalendarInterval(months, days, microseconds));
    case 'variant':
      return nullSafe(([value, metadata]) => new VariantValue(value, metadata));
    case 'array': {
      const element = fromPortable(type.elementType);
      return nullSafe((value: readonly unknown[]) => value.map(element));
    }
    case 'map': {
      const [key, element] = [fromPortable(type.keyType), fromPortable(type.valueType)];
      return nullSafe(([keys, values]: readonly (readonly unknown[])[]) => new MapValue(keys!.map(key), values!.map(element)));
    }
    case 'struct': {
      const fields = type.fields.map(field => fromPortable(field.dataType));
      return nullSafe((value: readonly unknown[]) => value.map((each, i) => fields[i]!(each)));
    }
    default:
      return value => value;
  }
}
