/** Digests and hashes. `hash` and `xxhash64` run over all arguments: the hash of one is the seed of the next. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { bigIntegerBytes, crc32, doubleBits, floatBits, md5Hex, murmur3, type SparkHash, sha1Hex, sha2Hex, xxhash64 } from '../jvm/hash.js';
import { floorDiv, floorMod } from '../jvm/timestamps.js';
import { BinaryType, type DataType, IntegerType, LongType, StringType } from '../types/index.js';
import type { Decimal } from '../values/decimal.js';
import { collationKey } from '../values/ordering.js';
import type { CalendarInterval, MapValue, VariantValue } from '../values/value.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';

type Hasher<H> = (value: any, seed: H) => H;

/** Hashes values of a type; a NULL leaves the seed as it is. */
export function hasherOf<H>(type: DataType, hash: SparkHash<H>): Hasher<H> {
  const hasher = valueHasherOf(type, hash);
  return (value, seed) => (value === null ? seed : hasher(value, seed));
}

function valueHasherOf<H>(type: DataType, hash: SparkHash<H>): Hasher<H> {
  switch (type.kind) {
    case 'boolean':
      return (value: boolean, seed) => hash.int(value ? 1 : 0, seed);
    case 'byte':
    case 'short':
    case 'integer':
    case 'date':
    case 'yearMonthInterval':
      return hash.int;
    case 'long':
    case 'timestamp':
    case 'timestampNtz':
    case 'time':
    case 'dayTimeInterval':
      return hash.long;
    case 'timestampNanos':
      return (nanos: bigint, seed) => hash.int(Number(floorMod(nanos, 1000n)), hash.long(floorDiv(nanos, 1000n), seed));
    case 'float':
      return (value: number, seed) => hash.int(floatBits(value), seed);
    case 'double':
      return (value: number, seed) => hash.long(doubleBits(value), seed);
    case 'decimal':
      if (type.precision <= 18) return (value: Decimal, seed) => hash.long(value.unscaled, seed);
      return (value: Decimal, seed) => hash.bytes(bigIntegerBytes(value.unscaled), seed);
    case 'string':
    case 'char':
    case 'varchar': {
      if (type.collation === 'UTF8_BINARY') return (value: string, seed) => hash.bytes(Buffer.from(value), seed);
      const { keyOf } = collationKey(type.collation);
      return (value: string, seed) => hash.bytes(Buffer.from(keyOf(value)), seed);
    }
    case 'binary':
    case 'geometry':
    case 'geography':
      return hash.bytes;
    case 'calendarInterval':
      return ({ months, days, microseconds }: CalendarInterval, seed) => hash.int(months, hash.int(days, hash.long(microseconds, seed)));
    case 'array': {
      const element = hasherOf(type.elementType, hash);
      return (value: readonly any[], seed) => value.reduce((last, each) => element(each, last), seed);
    }
    case 'map': {
      const [key, element] = [hasherOf(type.keyType, hash), hasherOf(type.valueType, hash)];
      return ({ keys, values }: MapValue, seed) => keys.reduce((last: H, each, i) => element(values[i], key(each, last)), seed);
    }
    case 'struct': {
      const fields = type.fields.map(field => hasherOf(field.dataType, hash));
      return (value: readonly any[], seed) => fields.reduce((last, field, i) => field(value[i], last), seed);
    }
    case 'variant':
      return ({ value, metadata }: VariantValue, seed) => hash.bytes(metadata, hash.bytes(value, seed));
    case 'null':
      return (_, seed) => seed;
  }
}

const holds = (type: DataType, kind: DataType['kind']): boolean => {
  if (type.kind === kind) return true;
  if (type.kind === 'array') return holds(type.elementType, kind);
  if (type.kind === 'map') return holds(type.keyType, kind) || holds(type.valueType, kind);
  return type.kind === 'struct' && type.fields.some(field => holds(field.dataType, kind));
};

function checkHashable(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const functionName = `\`${cx.functionName}\``;
  if (cx.conf('spark.sql.legacy.allowHashOnMapType') !== 'true' && args.some(arg => holds(arg.dataType, 'map'))) {
    throw cx.mismatch('HASH_MAP_TYPE', { functionName });
  }
  if (args.some(arg => holds(arg.dataType, 'variant'))) throw cx.mismatch('HASH_VARIANT_TYPE', { functionName });
}

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'>;

const rowHash = <H>(hash: SparkHash<H>, dataType: DataType, doc: Doc) =>
  scalar({
    ...doc,
    arity: { min: 1 },
    check: checkHashable,
    dataType,
    nullable: false,
    nullIntolerant: false,
    prepare: cx => {
      const hashers = cx.argTypes.map(type => hasherOf(type, hash));
      return (...values) => hashers.reduce((seed, hasher, i) => hasher(values[i], seed), hash.seed);
    },
  });

const digest = (of: (bytes: Uint8Array) => string, doc: Doc & { readonly aliases?: readonly string[] }) =>
  scalar({ ...doc, arity: 1, inputTypes: [BinaryType], dataType: StringType, evaluate: ([bytes]) => of(bytes) });

export const hashFuncs = group('hash_funcs', {
  crc32: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns a cyclic redundancy check value of the `expr` as a bigint.',
    examples: [["crc32('Spark')", '1557323817']],
    arity: 1,
    inputTypes: [BinaryType],
    dataType: LongType,
    evaluate: ([bytes]) => crc32(bytes),
  }),
  hash: rowHash(murmur3, IntegerType, {
    since: '2.0.0',
    usage: '_FUNC_(expr1, expr2, ...) - Returns a hash value of the arguments.',
    examples: [["hash('Spark', array(123), 2)", '-1321691492']],
  }),
  md5: digest(md5Hex, {
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns an MD5 128-bit checksum as a hex string of `expr`.',
    examples: [["md5('Spark')", '8cde774d6f7333752ed72cacddb05126']],
  }),
  sha1: digest(sha1Hex, {
    aliases: ['sha'],
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns a sha1 hash value as a hex string of the `expr`.',
    examples: [["sha1('Spark')", '85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c']],
  }),
  sha2: scalar({
    since: '1.5.0',
    usage:
      '_FUNC_(expr, bitLength) - Returns a checksum of SHA-2 family as a hex string of `expr`. SHA-224, SHA-256, SHA-384, and SHA-512 are supported. Bit length of 0 is equivalent to 256.',
    examples: [["sha2('Spark', 256)", '529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b']],
    arity: 2,
    inputTypes: [BinaryType, IntegerType],
    dataType: StringType,
    nullable: true,
    evaluate: ([bytes, bits]) => sha2Hex(bytes, bits) ?? null,
  }),
  xxhash64: rowHash(xxhash64, LongType, {
    since: '3.0.0',
    usage: '_FUNC_(expr1, expr2, ...) - Returns a 64-bit hash value of the arguments. Hash seed is 42.',
    examples: [["xxhash64('Spark', array(123), 2)", '5602566077635097486']],
  }),
});
