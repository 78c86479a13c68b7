/** Structs. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { StringType, StructField, StructType } from '../types/index.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

/** The name that an argument gives its field; the place of the argument when it has none. */
function fieldName(arg: TypedExpression, index: number): string {
  if (arg.kind === 'alias' || arg.kind === 'attribute' || arg.kind === 'lambdaVariable') return arg.name;
  if (arg.kind === 'call' && arg.name === 'getstructfield') return (arg.data as { name: string }).name;
  return `col${index + 1}`;
}

const withoutAlias = (arg: TypedExpression) => (arg.kind === 'alias' ? arg.child : arg);

export const structFuncs = group('struct_funcs', {
  named_struct: scalar({
    since: '1.5.0',
    usage: '_FUNC_(name1, val1, name2, val2, ...) - Creates a struct with the given field names and values.',
    examples: [['named_struct("a", 1, "b", 2, "c", 3)', '{1, 2, 3}']],
    arity: { min: 1 },
    check: (args, cx) => {
      if (args.length % 2 !== 0) throw cx.error('WRONG_NUM_ARGS.WITHOUT_SUGGESTION', { functionName: '`named_struct`', expectedNum: '2n (n > 0)', actualNum: args.length, docroot: 'https://spark.apache.org/docs/latest' });
      const names = args.filter((_, i) => i % 2 === 0);
      const bad = names.filter(name => !cx.isFoldable(name) || name.dataType.kind !== 'string');
      if (bad.length > 0) throw cx.mismatch('CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING', { inputExprs: `[${bad.map(name => `"${cx.sqlOf(name)}"`).join(', ')}]` });
      if (names.some(name => cx.evaluate(name) === null)) throw cx.mismatch('UNEXPECTED_NULL', { exprName: `[${names.map(name => cx.sqlOf(name)).join(', ')}]` });
    },
    dataType: (args, cx) => structType(args, cx),
    nullable: false,
    nullIntolerant: false,
    evaluate: args => args.filter((_, i) => i % 2 === 1),
  }),
  struct: scalar({
    since: '1.4.0',
    usage: '_FUNC_(col1, col2, col3, ...) - Creates a struct with the given field values.',
    examples: [['struct(1, 2, 3)', '{1, 2, 3}']],
    arity: { min: 0 },
    dataType: args => new StructType(args.map((arg, i) => new StructField(fieldName(arg, i), arg.dataType, arg.nullable))),
    nullable: false,
    nullIntolerant: false,
    rewrite: (args, cx) => cx.call('named_struct', ...args.flatMap((arg, i) => [cx.literal(fieldName(arg, i), StringType), withoutAlias(arg)])),
  }),
});

function structType(args: readonly TypedExpression[], cx: AnalysisContext): StructType {
  const fields: StructField[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) fields.push(new StructField(String(cx.evaluate(args[i]!)), args[i + 1]!.dataType, args[i + 1]!.nullable));
  return new StructType(fields);
}
