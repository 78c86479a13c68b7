/** Makes maps: no key twice, none NULL. */
import { quotedConf } from '../../errors/quoted.js';
import type { DataType, MapType } from '../types/index.js';
import { keyOf } from '../values/ordering.js';
import { MapValue, type Value } from '../values/value.js';
import { castStyle, textOf } from '../values/value-text.js';
import type { EvaluationContext } from './function-record.js';

const policyConf = 'spark.sql.mapKeyDedupPolicy';

/** Gives a function that makes maps of a type out of entries. `spark.sql.mapKeyDedupPolicy` says what becomes of a key that comes again. */
export function mapBuilder(type: MapType, cx: EvaluationContext): (entries: Iterable<readonly [key: Value, value: Value]>) => MapValue {
  const key = keyOf(type.keyType);
  const lastWins = cx.settings.conf(policyConf)?.toUpperCase() === 'LAST_WIN';
  return entries => {
    const places = new Map<unknown, number>();
    const keys: Value[] = [];
    const values: Value[] = [];
    for (const [given, value] of entries) {
      if (given === null) return cx.fail('NULL_MAP_KEY');
      const k = key(given);
      const place = places.get(k);
      if (place === undefined) {
        places.set(k, keys.length);
        keys.push(normalized(given));
        values.push(value);
      } else if (lastWins) {
        values[place] = value;
      } else {
        return cx.fail('DUPLICATED_MAP_KEY', { key: keyText(given, type.keyType, cx), mapKeyDedupPolicy: quotedConf(policyConf) });
      }
    }
    return new MapValue(keys, values);
  };
}

/** Both zeros are one key. */
const normalized = (key: Value): Value => (Object.is(key, -0) ? 0 : key);

const keyText = (key: Value, type: DataType, { settings }: EvaluationContext): string => textOf(type, settings.timeZone, castStyle)(key);
