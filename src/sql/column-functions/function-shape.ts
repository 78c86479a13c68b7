/** How a function of `functions.ts` takes its arguments. */
import { Column, type ColumnOrName, type Operand, operandOf } from '../column.js';
import { call, type Expression, type LambdaVariable } from '../plan/index.js';

/** A function of columns, as `transform` and its kin take it. */
export type ColumnLambda = (...columns: Column[]) => Column;

/**
 * `column`: a column or its name; a number or another value is a literal. `value`: a literal, or a column; a string is text.
 * `lambda`: a function of columns. With `?` at the end the argument may be left out, with `*` there may be any number of it.
 */
type Kind = 'column' | 'value' | 'lambda';
export type ParameterKind = Kind | `${Kind}?` | `${Kind}*`;

type ArgumentOf<K extends Kind> = K extends 'column'
  ? ColumnOrName | Exclude<Operand, string>
  : K extends 'lambda'
    ? ColumnLambda
    : Operand;
type ArgumentsOf<Kinds extends readonly ParameterKind[]> = Kinds extends readonly [
  infer First extends ParameterKind,
  ...infer Rest extends readonly ParameterKind[],
]
  ? First extends `${infer K extends Kind}?`
    ? [argument?: ArgumentOf<K>, ...rest: ArgumentsOf<Rest>]
    : First extends `${infer K extends Kind}*`
      ? ArgumentOf<K>[]
      : [argument: ArgumentOf<First & Kind>, ...rest: ArgumentsOf<Rest>]
  : [];

/** The function of that name in SQL. */
export function fn<const Kinds extends readonly ParameterKind[]>(name: string, ...kinds: Kinds): (...args: ArgumentsOf<Kinds>) => Column {
  return (...args) => {
    const list = args as readonly unknown[];
    let given = list.length;
    while (given > 0 && list[given - 1] === undefined) given--;
    const last = kinds[kinds.length - 1];
    return new Column(
      call(
        name,
        list.slice(0, given).map((arg, i) => argumentOf(arg, kinds[i] ?? last ?? 'value')),
      ),
    );
  };
}

/** An aggregate over distinct values; lists of columns count as their columns. */
export const distinct = (name: string, columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): Column =>
  new Column({
    ...call(
      name,
      columns.flat().map(each => Column.of(each).expression),
    ),
    isDistinct: true,
  });

function argumentOf(arg: unknown, kind: ParameterKind): Expression {
  if (kind.startsWith('lambda')) return lambdaOf(arg as ColumnLambda);
  if (typeof arg === 'string' && kind.startsWith('column')) return new Column(arg).expression;
  return operandOf(arg as Operand);
}

const lambdaNames = ['x', 'y', 'z'] as const;

/** The columns that the function is called with stand for its parameters. */
export function lambdaOf(f: ColumnLambda): Expression {
  const count = Math.max(1, Math.min(f.length, lambdaNames.length));
  const args = lambdaNames.slice(0, count).map((name): LambdaVariable => ({ kind: 'lambdaVariable', nameParts: [name] }));
  const body = f(...args.map(each => new Column(each))).expression;
  return { kind: 'lambdaFunction', function: body, arguments: args };
}
