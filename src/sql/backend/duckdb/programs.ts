/** What the sql thread runs in JavaScript for DuckDB: expressions over columns, aggregates over the rows of a group, generators. */
import { exists } from '../../analyzer/expressions.js';
import type { AggregateCall, Attribute, GeneratorCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { findFunction } from '../../functions/registry.js';
import { userFunctionName } from '../../functions/user-funcs.js';
import { ArrayType, type DataType, LongType, StructField, StructType } from '../../types/index.js';

export type Program =
  | { readonly kind: 'scalar'; readonly expression: TypedExpression; readonly inputs: readonly Attribute[] }
  /** The only parameter: the rows of the group, as an array of structs of the arguments. */
  | { readonly kind: 'group'; readonly call: AggregateCall }
  /** Gives an array of structs: the rows. */
  | { readonly kind: 'generator'; readonly call: GeneratorCall; readonly inputs: readonly Attribute[]; readonly output: StructType }
  /** Gives the number of the level back, for each row of a recursion, until there are too many of either. */
  | { readonly kind: 'recursion'; readonly maxLevels: number; readonly maxRows: number };

/** A JavaScript function that a query calls by its name. */
export interface RegisteredProgram {
  readonly name: string;
  readonly program: Program;
  /** False: one result of it must not stand for another call. */
  readonly isDeterministic: boolean;
}

/** Whether the program is to run where it can be ended: it calls functions of the person, or one that may run long. */
export function isHosted(program: Program): boolean {
  const mayRunLong = (each: TypedExpression): boolean => {
    if (each.kind !== 'call') return false;
    const record = findFunction(each.name);
    return each.name === userFunctionName || (record?.kind === 'scalar' && record.mayRunLong?.(each.args) === true);
  };
  return expressionsOf(program).some(each => exists(each, mayRunLong));
}

function expressionsOf(program: Program): readonly TypedExpression[] {
  switch (program.kind) {
    case 'scalar':
      return [program.expression];
    case 'group':
      return [...program.call.args, ...(program.call.order ?? []).map(each => each.child)];
    case 'generator':
      return program.call.args;
    case 'recursion':
      return [];
  }
}

const structOf = (types: readonly DataType[]) => new StructType(types.map((type, i) => new StructField(`_${i}`, type, true)));

export function parameterTypes(program: Program): readonly DataType[] {
  if (program.kind === 'group') return [new ArrayType(rowType(program.call), true)];
  if (program.kind === 'recursion') return [LongType];
  return program.inputs.map(each => each.dataType);
}

export function resultType(program: Program): DataType {
  switch (program.kind) {
    case 'scalar':
      return program.expression.dataType;
    case 'group':
      return program.call.dataType;
    case 'generator':
      return new ArrayType(program.output, false);
    case 'recursion':
      return LongType;
  }
}

/** The arguments of an aggregate in one struct: those of the call, then what WITHIN GROUP orders by. */
export const rowType = ({ args, order = [] }: AggregateCall): StructType =>
  structOf([...args.map(each => each.dataType), ...order.map(each => each.child.dataType)]);
