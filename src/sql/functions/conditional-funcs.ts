/** CASE, IF, COALESCE and what is made of them. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import {
  ArrayType,
  BooleanType,
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  MapType,
  NullType,
  StructField,
  StructType,
} from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { anyOf } from './abstract-type.js';
import { ordinalOf } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

/** The type of several branches of one type: what may be NULL in any of them may be NULL. */
export function mergedType(types: readonly DataType[]): DataType {
  return types.reduce((a, b) => {
    if (a.kind === 'array' && b.kind === 'array')
      return new ArrayType(mergedType([a.elementType, b.elementType]), a.containsNull || b.containsNull);
    if (a.kind === 'map' && b.kind === 'map') {
      return new MapType(
        mergedType([a.keyType, b.keyType]),
        mergedType([a.valueType, b.valueType]),
        a.valueContainsNull || b.valueContainsNull,
      );
    }
    if (a.kind === 'struct' && b.kind === 'struct') {
      return new StructType(
        a.fields.map(
          (field, i) =>
            new StructField(
              field.name,
              mergedType([field.dataType, b.fields[i]!.dataType]),
              field.nullable || b.fields[i]!.nullable,
              field.metadata,
            ),
        ),
      );
    }
    return a;
  });
}

/** Branches as one type, when they have one. */
export function coerceBranches(branches: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const types = branches.map(each => each.dataType);
  if (types.every(type => sameType(type, types[0]!))) return branches;
  const common = cx.commonType(types);
  return common === undefined ? branches : branches.map(each => (sameType(each.dataType, common) ? each : cx.cast(each, common)));
}

export function checkSameTypes(
  args: readonly TypedExpression[],
  cx: AnalysisContext,
  functionName = cx.functionName,
  isAlternative = false,
): void {
  const types = args.map(arg => arg.dataType);
  if (types.every(type => sameType(type, types[0]!))) return;
  const texts = types.map(type => `"${type.sql}"`);
  throw cx.mismatch('DATA_DIFF_TYPES', {
    functionName: `\`${functionName}\``,
    dataType: isAlternative ? `(${texts.join(' or ')})` : `[${texts.join(', ')}]`,
  });
}

/** `WHEN condition THEN value`, pairwise, and the value of ELSE. */
const branchesOf = (args: readonly TypedExpression[]) => {
  const hasElse = args.length % 2 === 1;
  const conditions = args.filter((_, i) => i % 2 === 0 && !(hasElse && i === args.length - 1));
  const values = args.filter((_, i) => i % 2 === 1 || (hasElse && i === args.length - 1));
  return { conditions, values, hasElse };
};

export const conditionalFuncs = group('conditional_funcs', {
  if: scalar({
    since: '1.0.0',
    usage: '_FUNC_(expr1, expr2, expr3) - If `expr1` evaluates to true, then returns `expr2`; otherwise returns `expr3`.',
    examples: [["if(1 < 2, 'a', 'b')", 'a']],
    arity: 3,
    coerce: ([condition, ...branches], cx) => [
      condition!.dataType.kind === 'null' ? cx.cast(condition!, BooleanType) : condition!,
      ...coerceBranches(branches, cx),
    ],
    check: ([condition, ...branches], cx) => {
      if (condition!.dataType.kind !== 'boolean') {
        throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
          paramIndex: ordinalOf(0),
          requiredType: '"BOOLEAN"',
          inputSql: `"${cx.sqlOf(condition!)}"`,
          inputType: `"${condition!.dataType.sql}"`,
        });
      }
      checkSameTypes(branches, cx);
    },
    dataType: ([, a, b]) => mergedType([a!.dataType, b!.dataType]),
    nullable: ([, a, b]) => a!.nullable || b!.nullable,
    nullIntolerant: false,
    sql: ([condition, a, b]) => `(IF(${condition}, ${a}, ${b}))`,
    evaluateLazy: ([condition, a, b]) => (condition!() === true ? a!() : b!()),
    compile: ([condition, a, b]) => `(CASE WHEN ${condition} THEN ${a} ELSE ${b} END)`,
  }),
  when: scalar({
    since: '1.0.1',
    usage:
      'CASE WHEN expr1 THEN expr2 [WHEN expr3 THEN expr4]* [ELSE expr5] END - When `expr1` = true, returns `expr2`; else when `expr3` = true, returns `expr4`; else returns `expr5`.',
    examples: [['CASE WHEN 1 > 0 THEN 1 WHEN 2 > 0 THEN 2.0 ELSE 1.2 END', '1.0']],
    arity: { min: 2 },
    coerce: (args, cx) => {
      const { conditions, values, hasElse } = branchesOf(args);
      const casted = coerceBranches(values, cx);
      const pairs = conditions.flatMap((test, i) => [test, casted[i]!]);
      return hasElse ? [...pairs, casted[casted.length - 1]!] : pairs;
    },
    check: (args, cx) => {
      const { conditions, values } = branchesOf(args);
      checkSameTypes(values, cx, 'casewhen');
      conditions.forEach((each, i) => {
        if (each.dataType.kind === 'boolean') return;
        throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
          paramIndex: ordinalOf(i),
          requiredType: '"BOOLEAN"',
          inputSql: `"${cx.sqlOf(each)}"`,
          inputType: `"${each.dataType.sql}"`,
        });
      });
    },
    dataType: args => mergedType(branchesOf(args).values.map(each => each.dataType)),
    nullable: args => {
      const { conditions, values, hasElse } = branchesOf(args);
      // No branch behind a condition that is plainly true is ever taken.
      const certain = conditions.findIndex(each => each.kind === 'literal' && each.value === true);
      if (certain >= 0) return values.slice(0, certain + 1).some(each => each.nullable);
      return !hasElse || values.some(each => each.nullable);
    },
    nullIntolerant: false,
    sql: args => {
      let text = 'CASE';
      for (let i = 0; i + 1 < args.length; i += 2) text += ` WHEN ${args[i]} THEN ${args[i + 1]}`;
      return `${text}${args.length % 2 === 1 ? ` ELSE ${args[args.length - 1]}` : ''} END`;
    },
    evaluateLazy: args => {
      for (let i = 0; i + 1 < args.length; i += 2) if (args[i]!() === true) return args[i + 1]!();
      return args.length % 2 === 1 ? args[args.length - 1]!() : null;
    },
    compile: args => {
      let text = '(CASE';
      for (let i = 0; i + 1 < args.length; i += 2) text += ` WHEN ${args[i]} THEN ${args[i + 1]}`;
      return `${text}${args.length % 2 === 1 ? ` ELSE ${args[args.length - 1]}` : ''} END)`;
    },
  }),
  coalesce: scalar({
    since: '1.0.0',
    usage: '_FUNC_(expr1, expr2, ...) - Returns the first non-null argument if exists. Otherwise, null.',
    examples: [['coalesce(NULL, 1, NULL)', '1']],
    arity: { min: 1 },
    coerce: coerceBranches,
    check: (args, cx) => checkSameTypes(args, cx, cx.functionName, true),
    dataType: args => mergedType(args.map(arg => arg.dataType)),
    nullable: args => args.every(arg => arg.nullable),
    nullIntolerant: false,
    evaluateLazy: args => {
      for (const arg of args) {
        const value = arg();
        if (value !== null) return value;
      }
      return null;
    },
    compile: args => `coalesce(${args.join(', ')})`,
  }),
  nvl: scalar({
    aliases: ['ifnull'],
    since: '2.0.0',
    usage: '_FUNC_(expr1, expr2) - Returns `expr2` if `expr1` is null, or `expr1` otherwise.',
    examples: [["nvl(NULL, array('2'))", '[2]']],
    arity: 2,
    dataType: NullType,
    rewrite: (args, cx) => cx.call('coalesce', ...args),
  }),
  nvl2: scalar({
    since: '2.0.0',
    usage: '_FUNC_(expr1, expr2, expr3) - Returns `expr2` if `expr1` is not null, or `expr3` otherwise.',
    examples: [['nvl2(NULL, 2, 1)', '1']],
    arity: 3,
    dataType: NullType,
    rewrite: ([a, b, c], cx) => cx.call('if', cx.call('isnotnull', a!), b!, c!),
  }),
  nullif: scalar({
    since: '2.0.0',
    usage: '_FUNC_(expr1, expr2) - Returns null if `expr1` equals to `expr2`, or `expr1` otherwise.',
    examples: [['nullif(2, 2)', 'NULL']],
    arity: 2,
    dataType: NullType,
    rewrite: ([a, b], cx) => cx.call('if', cx.call('=', a!, b!), cx.literal(null, a!.dataType), a!),
  }),
  nanvl: scalar({
    since: '1.5.0',
    usage: "_FUNC_(expr1, expr2) - Returns `expr1` if it's not NaN, or `expr2` otherwise.",
    examples: [["nanvl(cast('NaN' as double), 123)", '123.0']],
    arity: 2,
    coerce: ([a, b], cx) => {
      const [x, y] = [a!.dataType.kind, b!.dataType.kind];
      if (x === 'double' && y === 'float') return [a!, cx.cast(b!, DoubleType)];
      if (x === 'float' && y === 'double') return [cx.cast(a!, DoubleType), b!];
      return y === 'null' ? [a!, cx.cast(b!, a!.dataType)] : [a!, b!];
    },
    inputTypes: [anyOf(DoubleType, FloatType), anyOf(DoubleType, FloatType)],
    dataType: ([a]) => a!.dataType,
    nullIntolerant: false,
    evaluateLazy: ([a, b]) => {
      const value = a!();
      return Number.isNaN(value) ? b!() : value;
    },
    compile: ([a, b]) => `(CASE WHEN isnan(${a}) THEN ${b} ELSE ${a} END)`,
  }),
  nullifzero: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr) - Returns null if `expr` is equal to zero, or `expr` otherwise.',
    examples: [['nullifzero(0)', 'NULL']],
    arity: 1,
    dataType: NullType,
    rewrite: ([a], cx) => cx.call('if', cx.call('=', a!, intZero(cx)), cx.literal(null, a!.dataType), a!),
  }),
  zeroifnull: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr) - Returns zero if `expr` is equal to null, or `expr` otherwise.',
    examples: [['zeroifnull(NULL)', '0']],
    arity: 1,
    dataType: NullType,
    rewrite: ([a], cx) => cx.call('coalesce', a!, intZero(cx)),
  }),
});

const intZero = (cx: AnalysisContext) => cx.literal(0, IntegerType);
