/** UNION, INTERSECT, EXCEPT: columns by place or by name, of a type that fits all inputs. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { ordinalOf } from '../functions/argument-errors.js';
import { mergedType } from '../functions/conditional-funcs.js';
import type { SetOperation } from '../plan/index.js';
import type { DataType } from '../types/index.js';
import { NullType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { someType } from '../types/some-type.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { typedCast, typedLiteral } from './expressions.js';
import { project } from './plans.js';
import { Scope } from './scope.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

export function analyzeSetOperation(relation: SetOperation, context: RelationContext, analyzer: Analyzer): Resolved {
  const { operation, isAll, origin } = relation;
  let inputs = relation.inputs.map(each => analyzer.relation(each, context).plan);
  if (relation.byName) inputs = byName(inputs, relation.allowMissingColumns ?? false, analyzer, origin);
  const [first] = inputs as [TypedPlan];
  const name = `${operation.toUpperCase()}${isAll && operation !== 'union' ? ' ALL' : ''}`;
  inputs.forEach((each, i) => {
    if (each.output.length === first.output.length) return;
    throw sparkErrorOf(
      'NUM_COLUMNS_MISMATCH',
      { operator: name, firstNumColumns: first.output.length, invalidOrdinalNum: ordinalOf(i), invalidNumColumns: each.output.length },
      { origin },
    );
  });
  const casted = widened(inputs, name, analyzer, origin);
  const output = first.output.map((each, i) => {
    const columns = casted.map(input => input.output[i]!);
    const nullable =
      operation === 'union'
        ? columns.some(column => column.nullable)
        : operation === 'intersect'
          ? columns.every(column => column.nullable)
          : columns[0]!.nullable;
    const type = operation === 'union' ? mergedType(columns.map(column => column.dataType)) : columns[0]!.dataType;
    return analyzer.attribute(each.name, type, nullable, operation === 'union' ? [] : each.qualifier, casted[0]!.output[i]!.metadata);
  });
  if (operation !== 'union' || !isAll) checkComparable(output, origin);
  return { plan: Object.freeze({ kind: 'setOperation', operation, inputs: casted, isAll, output }) };
}

/** Rows of these operations and of DISTINCT are compared, which maps and variants cannot be. */
export function checkComparable(columns: readonly Attribute[], origin: TypedExpression['origin']): void {
  for (const kind of ['map', 'variant'] as const) {
    const found = columns.find(({ dataType }) => someType(dataType, each => each.kind === kind));
    if (found === undefined) continue;
    throw sparkErrorOf(
      `UNSUPPORTED_FEATURE.SET_OPERATION_ON_${kind.toUpperCase()}_TYPE`,
      { colName: quotedId(found.name), dataType: quotedSql(found.dataType.sql) },
      { origin },
    );
  }
}

function widened(inputs: readonly TypedPlan[], name: string, analyzer: Analyzer, origin: SetOperation['origin']): TypedPlan[] {
  const { coercion } = analyzer.session;
  const [first] = inputs as [TypedPlan];
  const types = first.output.map((column, i) => {
    let type: DataType | undefined = column.dataType;
    for (const [k, input] of inputs.entries()) {
      if (k === 0) continue;
      const other = input.output[i]!.dataType;
      const wider = coercion.wider(type!, other);
      if (wider === undefined) {
        throw sparkErrorOf(
          'INCOMPATIBLE_COLUMN_TYPE',
          {
            operator: name,
            columnOrdinalNumber: ordinalOf(i),
            tableOrdinalNumber: ordinalOf(k),
            dataType1: quotedSql(other.sql),
            dataType2: quotedSql(column.dataType.sql),
            hint: '',
          },
          { origin },
        );
      }
      type = wider;
    }
    return type!;
  });
  const mode = coercion.isAnsi ? 'ansi' : 'legacy';
  return inputs.map(input => {
    if (input.output.every((each, i) => sameType(each.dataType, types[i]!))) return input;
    return project(
      input,
      input.output.map(
        (each, i): NamedExpression =>
          sameType(each.dataType, types[i]!) ? each : analyzer.alias(typedCast(each, types[i]!, mode, false), each.name),
      ),
    );
  });
}

/** The columns of all inputs in the order of the first; those that are missing are NULL when that is allowed. */
function byName(inputs: readonly TypedPlan[], allowMissing: boolean, analyzer: Analyzer, origin: SetOperation['origin']): TypedPlan[] {
  const same = analyzer.scope([], undefined);
  const names: string[] = [];
  for (const { output } of inputs) {
    for (const { name } of output)
      if (
        !names.some(each => same.same(each, name)) &&
        (allowMissing || names.length < inputs[0]!.output.length || output === inputs[0]!.output)
      )
        names.push(name);
  }
  return inputs.map((input, k) => {
    const scope = new Scope(input.output, analyzer.session.isCaseSensitive);
    const expressions = names.map((name): NamedExpression => {
      const found = scope.find([name], origin);
      if (found !== undefined) return found.attribute;
      if (allowMissing) return analyzer.alias(typedLiteral(null, NullType), name);
      throw sparkErrorOf(
        'UNRESOLVED_COLUMN_AMONG_FIELD_NAMES',
        { colName: name, fieldNames: input.output.map(each => each.name).join(', ') },
        { origin },
      );
    });
    if (!allowMissing && input.output.length !== names.length) {
      throw sparkErrorOf(
        'NUM_COLUMNS_MISMATCH',
        { operator: 'UNION', firstNumColumns: names.length, invalidOrdinalNum: ordinalOf(k), invalidNumColumns: input.output.length },
        { origin },
      );
    }
    const isSame = expressions.length === input.output.length && expressions.every((each, i) => each === input.output[i]);
    return isSame ? input : project(input, expressions);
  });
}
