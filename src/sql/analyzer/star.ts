/** `*`, `t.*`, `s.*` of a struct, with EXCEPT and with replaced columns. */
import { quotedId, quotedIfNeeded } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { UnresolvedStar } from '../plan/index.js';
import { IntegerType, StringType } from '../types/index.js';
import type { Analyzer } from './analyzer.js';
import { typedLiteral } from './expressions.js';
import type { Scope } from './scope.js';
import type { Attribute, TypedAlias, TypedExpression } from './typed-expression.js';

type Named = Attribute | TypedAlias;

export function expandStar(star: UnresolvedStar, scope: Scope, analyzer: Analyzer, functionName?: string): readonly Named[] {
  const columns = star.target === undefined ? scope.attributes : targetColumns(star, star.target, scope, analyzer);
  if (columns.length === 0 && functionName === undefined && scope.attributes.length === 0 && star.target === undefined) {
    return [];
  }
  const left = star.except === undefined ? columns : withoutColumns(columns, star.except, star, scope, analyzer);
  return left;
}

function targetColumns(star: UnresolvedStar, target: readonly string[], scope: Scope, analyzer: Analyzer): readonly Named[] {
  for (let each: Scope | undefined = scope; each !== undefined; each = each.outer) {
    const isOuter = each !== scope;
    const columns = [...(each.ofQualifier(target) ?? []), ...hiddenOfQualifier(each, target)];
    if (columns.length > 0) return isOuter ? columns.map(column => Object.freeze({ ...column, isOuter: true })) : inOrder(columns);
    const found = each.find(target, star.origin);
    if (found === undefined) continue;
    const base = found.fields.reduce<TypedExpression>((child, field) => fieldOf(child, field, analyzer, star), found.attribute);
    if (base.dataType.kind !== 'struct') {
      throw sparkErrorOf(
        '_LEGACY_ERROR_TEMP_1050',
        { attributes: `List(${target.join(', ')})` },
        { origin: star.origin, name: 'AnalysisException' },
      );
    }
    return base.dataType.fields.map(({ name }, i) => {
      const record = findFunction('getstructfield') as ScalarFunction;
      return analyzer.alias(analyzer.calls.scalar('getstructfield', record, [base, typedLiteral(i, IntegerType)], star.origin), name);
    });
  }
  const columns = scope.attributes.map(each => quotedId(each.name)).join(', ');
  throw sparkErrorOf(
    'CANNOT_RESOLVE_STAR_EXPAND',
    { targetString: target.map(each => quotedId(each)).join('.'), columns },
    { origin: star.origin },
  );
}

function fieldOf(child: TypedExpression, field: string, analyzer: Analyzer, star: UnresolvedStar): TypedExpression {
  const type = child.dataType;
  const at = type.kind === 'struct' ? type.fields.findIndex(each => each.name.toLowerCase() === field.toLowerCase()) : -1;
  if (at < 0)
    throw sparkErrorOf('CANNOT_RESOLVE_STAR_EXPAND', { targetString: quotedIfNeeded(field), columns: '' }, { origin: star.origin });
  return analyzer.calls.scalar(
    'getstructfield',
    findFunction('getstructfield') as ScalarFunction,
    [child, typedLiteral(at, IntegerType)],
    star.origin,
  );
}

/** Columns that USING left out come where they were: their ids say so. */
const inOrder = (columns: readonly Attribute[]) => [...columns].sort((a, b) => a.id - b.id);

function hiddenOfQualifier(scope: Scope, target: readonly string[]): readonly Attribute[] {
  const { hidden } = scope;
  return hidden.filter(
    ({ qualifier }) =>
      target.length <= qualifier.length && target.every((part, i) => scope.same(part, qualifier[qualifier.length - target.length + i]!)),
  );
}

function withoutColumns(
  columns: readonly Named[],
  except: readonly (readonly string[])[],
  star: UnresolvedStar,
  scope: Scope,
  analyzer: Analyzer,
): readonly Named[] {
  const dropped = new Map<number, (readonly string[])[]>();
  const here = analyzer.scope(
    columns.map(each => (each.kind === 'attribute' ? each : { ...each, kind: 'attribute' as const })),
    undefined,
  );
  for (const nameParts of except) {
    const found = here.find(nameParts, star.origin);
    if (found === undefined) throw scope.unresolved(nameParts, star.origin);
    const fields = dropped.get(found.attribute.id) ?? [];
    if (fields.some(each => each.join('\0').toLowerCase() === found.fields.join('\0').toLowerCase())) {
      throw sparkErrorOf(
        'EXCEPT_OVERLAPPING_COLUMNS',
        { columns: except.map(each => quotedId(...each)).join(', ') },
        { origin: star.origin },
      );
    }
    dropped.set(found.attribute.id, [...fields, found.fields]);
  }
  return columns.flatMap(column => {
    const fields = dropped.get(column.id);
    if (fields === undefined) return [column];
    if (fields.some(each => each.length === 0)) return [];
    return [analyzer.alias(withoutFields(column, fields, star, analyzer), column.name)];
  });
}

/** The struct without some of its fields. */
function withoutFields(
  child: TypedExpression,
  dropped: readonly (readonly string[])[],
  star: UnresolvedStar,
  analyzer: Analyzer,
): TypedExpression {
  const type = child.dataType;
  if (type.kind !== 'struct')
    throw sparkErrorOf(
      'EXCEPT_NESTED_COLUMN_INVALID_TYPE',
      { columnName: quotedId('except'), dataType: type.sql },
      { origin: star.origin },
    );
  const unknown = dropped.find(([first]) => !type.fieldNames.some(name => name.toLowerCase() === first!.toLowerCase()));
  if (unknown !== undefined) {
    const fields = type.fieldNames.map(name => quotedId(name)).join(', ');
    throw sparkErrorOf('FIELD_NOT_FOUND', { fieldName: quotedId(unknown[0]!), fields }, { origin: star.origin, name: 'AnalysisException' });
  }
  const parts: TypedExpression[] = [];
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  type.fields.forEach(({ name }, i) => {
    const here = dropped.filter(([first]) => same(first!, name));
    if (here.some(each => each.length === 1)) return;
    const field = analyzer.calls.scalar(
      'getstructfield',
      findFunction('getstructfield') as ScalarFunction,
      [child, typedLiteral(i, IntegerType)],
      star.origin,
    );
    const deeper = here.map(each => each.slice(1));
    parts.push(typedLiteral(name, StringType), deeper.length === 0 ? field : withoutFields(field, deeper, star, analyzer));
  });
  return analyzer.calls.scalar('named_struct', findFunction('named_struct') as ScalarFunction, parts, star.origin);
}
