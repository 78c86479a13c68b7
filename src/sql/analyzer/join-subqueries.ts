/** Subqueries in the condition of a join: each is answered from the rows of one side. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { Analyzer } from './analyzer.js';
import { childrenOf, collect } from './expressions.js';
import { outerReferences } from './outer-references.js';
import { forEachAttribute } from './select-builder.js';
import type { Attribute, TypedExpression } from './typed-expression.js';

type Subquery = Extract<TypedExpression, { kind: 'scalarSubquery' | 'exists' | 'inSubquery' }>;

const isSubquery = (each: TypedExpression): each is Subquery =>
  each.kind === 'scalarSubquery' || each.kind === 'exists' || each.kind === 'inSubquery';

export function checkJoinSubqueries(
  condition: TypedExpression,
  left: readonly Attribute[],
  right: readonly Attribute[],
  analyzer: Analyzer,
): void {
  for (const subquery of collect(condition, isSubquery)) {
    const references = new Set(outerReferences(subquery.plan).map(each => each.id));
    if (subquery.kind === 'scalarSubquery') {
      if (references.size > 0) throw unsupported('UNSUPPORTED_CORRELATED_SCALAR_SUBQUERY', 'treeNode', subquery, analyzer);
      continue;
    }
    for (const value of childrenOf(subquery)) forEachAttribute(value, each => references.add(each.id));
    const reads = (side: readonly Attribute[]) => side.some(each => references.has(each.id));
    if (reads(left) && reads(right)) {
      throw unsupported('UNSUPPORTED_CORRELATED_EXPRESSION_IN_JOIN_CONDITION', 'subqueryExpression', subquery, analyzer);
    }
  }
}

const unsupported = (subclass: string, parameter: string, subquery: Subquery, analyzer: Analyzer): Error =>
  sparkErrorOf(
    `UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.${subclass}`,
    { [parameter]: analyzer.sqlOf(subquery) },
    { origin: subquery.origin },
  );
