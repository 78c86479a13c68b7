/** Constants in trees: text and dates without quotes. */
import type { TimeZone } from '../jvm/time-zones.js';
import type { DataType } from '../types/index.js';
import { prettyLiteral } from '../values/literal-sql.js';
import type { MapValue, Value } from '../values/value.js';

export function literalText(value: Value, type: DataType, zone: TimeZone): string {
  if (value === null) return 'null';
  const list = (values: readonly Value[], typeOf: (index: number) => DataType) =>
    `[${values.map((each, i) => literalText(each, typeOf(i), zone)).join(',')}]`;
  switch (type.kind) {
    case 'binary':
      return `0x${Buffer.from(value as Uint8Array)
        .toString('hex')
        .toUpperCase()}`;
    case 'date':
    case 'timestamp':
    case 'timestampNtz':
    case 'time':
      return prettyLiteral(value, type, zone).replace(/^\w+ '(.*)'$/, '$1');
    case 'array':
      return list(value as readonly Value[], () => type.elementType);
    case 'struct':
      return list(value as readonly Value[], i => type.fields[i]!.dataType);
    case 'map': {
      const { keys, values } = value as MapValue;
      return `map(keys: ${list(keys, () => type.keyType)}, values: ${list(values, () => type.valueType)})`;
    }
    default:
      return prettyLiteral(value, type, zone);
  }
}
