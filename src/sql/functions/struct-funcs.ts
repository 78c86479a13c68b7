/** Structs. */
import { quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { NullType, StringType, StructField, StructType } from '../types/index.js';
import { wrongNumArgs } from './argument-errors.js';
import { ownName } from './array-arguments.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

const everySecond = (args: readonly TypedExpression[], from: 0 | 1) => args.filter((_, i) => i % 2 === from);

const withoutAlias = (arg: TypedExpression) => (arg.kind === 'alias' ? arg.child : arg);

const shownList = (args: readonly TypedExpression[], cx: AnalysisContext) => `[${args.map(arg => quotedSql(cx.sqlOf(arg))).join(', ')}]`;

export const structFuncs = group('struct_funcs', {
  named_struct: scalar({
    since: '1.5.0',
    usage: '_FUNC_(name1, val1, name2, val2, ...) - A struct of fields with the given names and values.',
    examples: [["named_struct('a', 1, 'b', 2, 'c', 3)", '{1, 2, 3}']],
    arity: { min: 0 },
    check: (args, cx) => {
      if (args.length % 2 !== 0) throw wrongNumArgs('named_struct', '2n (n > 0)', args.length, undefined);
      const names = everySecond(args, 0);
      const bad = names.filter(name => name.dataType.kind !== 'string' || !cx.isFoldable(name));
      if (bad.length > 0) throw cx.mismatch('CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING', { inputExprs: shownList(bad, cx) });
      const nulls = names.filter(name => cx.evaluate(name) === null);
      if (nulls.length > 0) throw cx.mismatch('UNEXPECTED_NULL', { exprName: shownList(nulls, cx) });
    },
    dataType: (args, cx) => {
      const values = everySecond(args, 1);
      return new StructType(
        everySecond(args, 0).map((name, i) => new StructField(String(cx.evaluate(name)), values[i]!.dataType, values[i]!.nullable)),
      );
    },
    nullable: false,
    nullIntolerant: false,
    evaluate: args => args.filter((_, i) => i % 2 === 1),
    compile: args =>
      args.length === 0
        ? undefined
        : `struct_pack(${args
            .filter((_, i) => i % 2 === 1)
            .map((value, i) => `_${i} := ${value}`)
            .join(', ')})`,
  }),
  struct: scalar({
    since: '1.4.0',
    usage: '_FUNC_(col1, col2, col3, ...) - A struct of the given values; a field is named as its column is, or `col` and its place.',
    examples: [['struct(1, 2, 3)', '{1, 2, 3}']],
    arity: { min: 0 },
    dataType: NullType,
    nullIntolerant: false,
    rewrite: (args, cx) =>
      cx.call('named_struct', ...args.flatMap((arg, i) => [cx.literal(ownName(arg) ?? `col${i + 1}`, StringType), withoutAlias(arg)])),
  }),
});
