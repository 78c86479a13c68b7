/** Text. */
import { BinaryType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { group, scalar } from './define.js';

export const stringFuncs = group('string_funcs', {
  upper: scalar({
    aliases: ['ucase'],
    since: '1.0.0',
    usage: '_FUNC_(str) - Returns `str` with all characters changed to uppercase.',
    examples: [["upper('SparkSql')", 'SPARKSQL']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text]) => text.toUpperCase(),
  }),
  lower: scalar({
    aliases: ['lcase'],
    since: '1.0.0',
    usage: '_FUNC_(str) - Returns `str` with all characters changed to lowercase.',
    examples: [["lower('SparkSql')", 'sparksql']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text]) => text.toLowerCase(),
  }),
  concat: scalar({
    group: 'collection_funcs',
    since: '1.5.0',
    usage: '_FUNC_(col1, col2, ..., colN) - Returns the concatenation of col1, col2, ..., colN.',
    examples: [["concat('Spark', 'SQL')", 'SparkSQL']],
    arity: { min: 0 },
    coerce: (args, cx) =>
      args.every(arg => arg.dataType.equals(BinaryType)) || args.some(arg => arg.dataType.kind === 'array')
        ? args
        : args.map(arg => cx.implicitCast(arg, StringType) ?? arg),
    dataType: args => args[0]?.dataType ?? StringType,
    evaluate: args => args.join(''),
    compile: (args, cx) => (cx.dataType.kind === 'string' && args.length > 0 ? `(${args.join(' || ')})` : undefined),
  }),
});
