/** Errors on purpose, types, the session, ids of rows, bitmaps. */
import { randomUUID } from 'node:crypto';
import { SPARK_VERSION } from '../../context/version.js';
import { BinaryType, IntegerType, LongType, NullType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { aesFuncs } from './aes-funcs.js';
import { unexpectedInput } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { EvaluationSettings, FunctionRecord, ScalarFunction } from './function-record.js';
import { reflectFuncs } from './reflect-funcs.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'> & { readonly aliases?: readonly string[] };

/** What the session says, the same for all rows. */
const ofSession = (of: (settings: EvaluationSettings) => string, doc: Doc & Pick<ScalarFunction, 'sql'>) =>
  scalar({ ...doc, arity: 0, dataType: StringType, nullable: false, evaluate: (_, cx) => of(cx.settings) });

/** What a table scan would know; a query without files has these. */
const ofNoFile = (value: string | bigint, doc: Doc) =>
  scalar({
    ...doc,
    arity: 0,
    dataType: typeof value === 'string' ? StringType : LongType,
    nullable: false,
    deterministic: false,
    evaluate: () => value,
  });

const bitsPerBucket = 32768n;
const quotedPart = (name: string): string => (/^\w+$/.test(name) ? name : `\`${name}\``);

function bitCount(bytes: Uint8Array): bigint {
  let count = 0;
  for (const byte of bytes) for (let bits = byte; bits !== 0; bits &= bits - 1) count++;
  return BigInt(count);
}

const miscellaneous = group('misc_funcs', {
  assert_true: scalar({
    since: '2.0.0',
    usage: '_FUNC_(expr [, message]) - Throws an exception if `expr` is not true.',
    examples: [['assert_true(0 < 1)', 'NULL']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(`'${cx.sqlOf(args[0]!)}' is not true!`, StringType)] : []),
    dataType: NullType,
    isFoldable: false,
    rewrite: ([condition, message], cx) => cx.call('if', condition!, cx.literal(null, NullType), cx.call('raise_error', message!)),
  }),
  bitmap_bit_position: scalar({
    since: '3.5.0',
    usage: '_FUNC_(child) - Returns the bit position for the given input child expression.',
    examples: [
      ['bitmap_bit_position(1)', '0'],
      ['bitmap_bit_position(123)', '122'],
    ],
    arity: 1,
    inputTypes: [LongType],
    dataType: LongType,
    evaluate: ([value]) => (value > 0n ? value - 1n : -(value as bigint)) % bitsPerBucket,
  }),
  bitmap_bucket_number: scalar({
    since: '3.5.0',
    usage: '_FUNC_(child) - Returns the bucket number for the given input child expression.',
    examples: [
      ['bitmap_bucket_number(123)', '1'],
      ['bitmap_bucket_number(0)', '0'],
    ],
    arity: 1,
    inputTypes: [LongType],
    dataType: LongType,
    evaluate: ([value]) => (value > 0n ? 1n + (value - 1n) / bitsPerBucket : value / bitsPerBucket),
  }),
  bitmap_count: scalar({
    since: '3.5.0',
    usage: '_FUNC_(child) - Returns the number of set bits in the child bitmap.',
    examples: [
      ["bitmap_count(X '1010')", '2'],
      ["bitmap_count(X 'FFFF')", '16'],
    ],
    arity: 1,
    check: ([bitmap], cx) => {
      if (bitmap!.dataType.kind !== 'binary') throw unexpectedInput(bitmap!, 0, BinaryType, cx);
    },
    dataType: LongType,
    evaluate: ([bitmap]) => bitCount(bitmap),
  }),
  current_catalog: ofSession(({ catalog }) => catalog, {
    since: '3.1.0',
    usage: '_FUNC_() - Returns the current catalog.',
    examples: [['current_catalog()', 'spark_catalog']],
  }),
  current_schema: ofSession(({ database }) => database, {
    aliases: ['current_database'],
    since: '3.4.0',
    usage: '_FUNC_() - Returns the current database.',
    examples: [['current_database()', 'default']],
    sql: () => 'current_schema()',
  }),
  current_path: ofSession(({ catalog, database }) => `system.builtin,system.session,${quotedPart(catalog)}.${quotedPart(database)}`, {
    since: '4.2.0',
    usage: '_FUNC_() - Returns the SQL path: where functions without a qualifier are looked for.',
    examples: [['current_path()', 'system.builtin,system.session,spark_catalog.default']],
  }),
  current_user: ofSession(({ user }) => user, {
    aliases: ['user', 'session_user'],
    since: '3.2.0',
    usage: '_FUNC_() - user name of current execution context.',
    examples: [['current_user() = user()', 'true']],
  }),
  input_file_name: ofNoFile('', {
    since: '1.5.0',
    usage: '_FUNC_() - Returns the name of the file being read, or empty string if not available.',
    examples: [['input_file_name()', '']],
  }),
  input_file_block_start: ofNoFile(-1n, {
    since: '2.2.0',
    usage: '_FUNC_() - Returns the start offset of the block being read, or -1 if not available.',
    examples: [['input_file_block_start()', '-1']],
  }),
  input_file_block_length: ofNoFile(-1n, {
    since: '2.2.0',
    usage: '_FUNC_() - Returns the length of the block being read, or -1 if not available.',
    examples: [['input_file_block_length()', '-1']],
  }),
  monotonically_increasing_id: scalar({
    since: '1.4.0',
    usage:
      '_FUNC_() - Returns monotonically increasing 64-bit integers. The generated ID is guaranteed to be monotonically increasing and unique, but not consecutive.',
    examples: [['monotonically_increasing_id()', '0']],
    arity: 0,
    dataType: LongType,
    nullable: false,
    deterministic: false,
    evaluate: (_, cx) => cx.state(() => ({ next: 0n })).next++,
  }),
  raise_error: scalar({
    since: '3.1.0',
    usage: '_FUNC_( expr ) - Throws a USER_RAISED_EXCEPTION with `expr` as message.',
    arity: 1,
    inputTypes: [AnyString],
    dataType: NullType,
    nullable: true,
    nullIntolerant: false,
    isFoldable: false,
    sql: ([message]) => `raise_error(USER_RAISED_EXCEPTION, map(errorMessage, ${message}))`,
    evaluate: ([message], cx) => cx.fail('USER_RAISED_EXCEPTION', { errorMessage: message ?? 'null' }, 'SparkRuntimeException'),
  }),
  spark_partition_id: scalar({
    since: '1.4.0',
    usage: '_FUNC_() - Returns the current partition id.',
    examples: [['spark_partition_id()', '0']],
    arity: 0,
    dataType: IntegerType,
    nullable: false,
    deterministic: false,
    sql: () => 'SPARK_PARTITION_ID()',
    evaluate: () => 0,
  }),
  typeof: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr) - Return DDL-formatted type string for the data type of the input.',
    examples: [
      ['typeof(1)', 'int'],
      ['typeof(array(1))', 'array<int>'],
    ],
    arity: 1,
    dataType: StringType,
    nullable: false,
    nullIntolerant: false,
    evaluateLazy: (_, cx) => cx.argTypes[0]!.catalogString,
    compile: (_, cx) => `'${cx.argTypes[0]!.catalogString.replaceAll("'", "''")}'`,
  }),
  uuid: scalar({
    since: '2.3.0',
    usage:
      '_FUNC_() - Returns an universally unique identifier (UUID) string. The value is returned as a canonical UUID 36-character string.',
    examples: [['length(uuid())', '36']],
    arity: [0, 1],
    inputTypes: [LongType],
    dataType: StringType,
    nullable: false,
    deterministic: false,
    sql: () => 'uuid()',
    evaluate: () => randomUUID(),
  }),
  version: ofSession(() => `${SPARK_VERSION} 98bc0212c94705434471627068f41e374ccab143`, {
    since: '3.0.0',
    usage:
      '_FUNC_() - Returns the Spark version. The string contains 2 fields, the first being a release version and the second being a git revision.',
    examples: [[`startswith(version(), '${SPARK_VERSION}')`, 'true']],
  }),
});

export const miscFuncs: readonly FunctionRecord[] = [...miscellaneous, ...aesFuncs, ...reflectFuncs];
