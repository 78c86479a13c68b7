/** Makes typed plans. */
import { quotedIfNeeded } from '../../errors/quoted.js';
import { attributeOf } from './expressions.js';
import type { Attribute, NamedExpression, TypedExpression, TypedSortOrder } from './typed-expression.js';
import type { FilterPlan, LocalRelationPlan, NotePlan, PlanName, PlanNote, ProjectPlan, SortPlan, TypedPlan } from './typed-plan.js';

export const project = (input: TypedPlan, expressions: readonly NamedExpression[]): ProjectPlan =>
  Object.freeze({ kind: 'project', input, expressions, output: expressions.map(attributeOf) });

/** The same rows; some columns have ids of their own. */
export const copied = (input: TypedPlan, expressions: readonly NamedExpression[]): ProjectPlan =>
  Object.freeze({ ...project(input, expressions), isCopy: true });

export const filter = (input: TypedPlan, condition: TypedExpression): FilterPlan =>
  Object.freeze({ kind: 'filter', input, condition, output: input.output });

export const sort = (input: TypedPlan, order: readonly TypedSortOrder[], isGlobal: boolean): SortPlan =>
  Object.freeze({ kind: 'sort', input, order, isGlobal, output: input.output });

export const noted = (input: TypedPlan, note: PlanNote): NotePlan => Object.freeze({ kind: 'note', input, note, output: input.output });

/** The row without columns that SELECT without FROM reads. */
export const oneRow: LocalRelationPlan = Object.freeze({ kind: 'localRelation', rows: [[]], output: [] });

/** The same plan, its columns in another guise: qualifier, nullability. The ids stay. */
export const withOutput = <P extends TypedPlan>(plan: P, output: readonly Attribute[]): P =>
  Object.freeze({ ...plan, output }) as unknown as P;

export const withQualifier = <P extends TypedPlan>(plan: P, qualifier: readonly string[], view?: PlanName['view']): P => {
  const output = plan.output.map(each => Object.freeze({ ...each, qualifier }));
  const name: PlanName = { alias: qualifier.map(quotedIfNeeded).join('.'), view };
  return Object.freeze({ ...plan, output, calledAs: [...(plan.calledAs ?? []), name] }) as unknown as P;
};

export const nullableOutput = (output: readonly Attribute[]): readonly Attribute[] =>
  output.map(each => (each.nullable ? each : Object.freeze({ ...each, nullable: true })));
