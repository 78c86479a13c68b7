/** Expressions and values as data that structured clone keeps whole: types, decimals and places in a query are written out and made again. */
import { Origin, type QuerySource } from '../../../errors/query-context.js';
import type { ShippedFunction } from '../../../threads/protocol.js';
import { type DataType, DataTypeBase, dataTypeFromJson, type TypeJson } from '../../types/index.js';
import { Decimal } from '../../values/decimal.js';
import { CalendarInterval, MapValue, VariantValue } from '../../values/value.js';

/** What `encode` makes. */
export type Wire = unknown;

type Tagged =
  | { readonly $: 'type'; readonly json: TypeJson }
  | { readonly $: 'decimal'; readonly unscaled: bigint; readonly scale: number }
  | { readonly $: 'map'; readonly keys: Wire; readonly values: Wire }
  | { readonly $: 'interval'; readonly months: number; readonly days: number; readonly microseconds: bigint }
  | { readonly $: 'variant'; readonly value: Uint8Array; readonly metadata: Uint8Array }
  | { readonly $: 'function'; readonly shipped: ShippedFunction }
  | { readonly $: 'origin'; readonly source: QuerySource; readonly start: number; readonly stop: number };

/** @param ship makes data of a function of the person; records keep no other functions in a call */
export function encode(value: unknown, ship: (f: Function) => ShippedFunction): Wire {
  if (typeof value === 'function') return { $: 'function', shipped: ship(value) } satisfies Tagged;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(each => encode(each, ship));
  if (value instanceof DataTypeBase) return { $: 'type', json: typeJson(value as DataType) } satisfies Tagged;
  if (value instanceof Decimal) return { $: 'decimal', unscaled: value.unscaled, scale: value.scale } satisfies Tagged;
  if (value instanceof MapValue) return { $: 'map', keys: encode(value.keys, ship), values: encode(value.values, ship) } satisfies Tagged;
  if (value instanceof CalendarInterval) return { $: 'interval', ...value } satisfies Tagged;
  if (value instanceof VariantValue) return { $: 'variant', value: value.value, metadata: value.metadata } satisfies Tagged;
  if (value instanceof Origin)
    return { $: 'origin', source: value.source, start: value.startIndex, stop: value.stopIndex } satisfies Tagged;
  const result: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) result[key] = encode(each, ship);
  return result;
}

/** The JSON of a type says nothing of collations outside of a struct. */
export function typeJson(type: DataType): TypeJson {
  if (type.kind === 'string') return type.typeName;
  return type.jsonValue();
}

export function decode(wire: Wire, rebuild: (shipped: ShippedFunction) => Function): any {
  if (typeof wire !== 'object' || wire === null || wire instanceof Uint8Array) return wire;
  if (Array.isArray(wire)) return wire.map(each => decode(each, rebuild));
  const tagged = wire as Tagged;
  switch (tagged.$) {
    case 'type':
      return dataTypeFromJson(tagged.json);
    case 'decimal':
      return new Decimal(tagged.unscaled, tagged.scale);
    case 'map':
      return new MapValue(decode(tagged.keys, rebuild), decode(tagged.values, rebuild));
    case 'interval':
      return new CalendarInterval(tagged.months, tagged.days, tagged.microseconds);
    case 'variant':
      return new VariantValue(tagged.value, tagged.metadata);
    case 'function':
      return rebuild(tagged.shipped);
    case 'origin':
      return new Origin(tagged.source, tagged.start, tagged.stop);
  }
  return Object.fromEntries(Object.entries(wire).map(([key, each]) => [key, decode(each, rebuild)]));
}
