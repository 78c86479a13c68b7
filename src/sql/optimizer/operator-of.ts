/** An analyzed plan in Spark's shape, as "Analyzed Logical Plan" shows it. */

import { keyOfExpression } from '../analyzer/expression-key.js';
import { attributeOf, exists, mapChildren, typedCast } from '../analyzer/expressions.js';
import { mapEvaluated } from '../analyzer/select-builder.js';
import type { Attribute, FunctionCall, NamedExpression, TypedAlias, TypedExpression } from '../analyzer/typed-expression.js';
import type { AggregatePlan, PlanName, ProjectPlan, SetOperationPlan, TypedPlan } from '../analyzer/typed-plan.js';
import { dropHidden } from './drop-hidden.js';
import { expandedGroups } from './expanded-groups.js';
import { extractWindows } from './extract-windows.js';
import { withFreshIds } from './ids.js';
import { isSubquery, type Operator, outputOf, type ProjectOperator, withPlan } from './operator.js';
import { aggregate, counted, filter, project, sort } from './operators.js';

export interface OperatorContext {
  newId(): number;
  sqlOf(expression: TypedExpression): string;
}

export function operatorOf(plan: TypedPlan, cx: OperatorContext): Operator {
  return new OperatorBuilder(cx).whole(plan);
}

class OperatorBuilder {
  readonly #cx: OperatorContext;
  /** Columns of set operations and references, by the columns that Spark has in their place. */
  readonly #renamed = new Map<number, Attribute>();
  readonly #hidden = new WeakMap<ProjectOperator, ReadonlySet<number>>();
  readonly #definitionsRead = new Set<number>();
  readonly #recursive = new Set<number>();
  /** Columns of plans that were read before. */
  readonly #read = new Set<number>();

  constructor(cx: OperatorContext) {
    this.#cx = cx;
  }

  /** Without the columns that only a qualifier could have found. */
  whole(plan: TypedPlan): Operator {
    const built = this.#plan(plan);
    return dropHidden(built, new Set(plan.output.map(each => this.#column(each).id)), this.#hidden);
  }

  #plan(plan: TypedPlan): Operator {
    const names = plan.calledAs ?? [];
    const view = names[0]?.view;
    let built = view === undefined ? this.#bare(plan, names[0]) : this.#view(plan as ProjectPlan, names[0]!);
    for (const { id } of plan.output) this.#read.add(id);
    for (const { alias } of names) built = Object.freeze({ kind: 'subqueryAlias', children: [built], alias });
    return built;
  }

  /** The columns of a view are those of its plan; those that SQL made are cast to what they were when it did. */
  #view(plan: ProjectPlan, { alias, view }: PlanName): Operator {
    const name = alias
      .split('.')
      .map(each => `\`${each}\``)
      .join('.');
    const of = (child: Operator): Operator => Object.freeze({ kind: 'view', children: [child], name });
    if (view === 'sql') {
      const columns = plan.expressions.map((each): NamedExpression => {
        if (each.kind === 'attribute' || each.child.kind === 'cast') return each;
        return Object.freeze({ ...each, child: typedCast(each.child, each.dataType, 'ansi', true) });
      });
      return of(this.#bare({ ...plan, expressions: columns, calledAs: undefined, isCopy: undefined }, undefined));
    }
    return of(this.#bare({ ...plan, calledAs: undefined }, undefined));
  }

  /** A plan that is read a second time has other ids all through; read once, it has its own. */
  #copy(plan: ProjectPlan): Operator {
    const isRead = plan.input.output.some(each => this.#read.has(each.id));
    const built = this.#plan(plan.input);
    const sources = plan.expressions.map(each => this.#column((each.kind === 'alias' ? each.child : each) as Attribute));
    if (isRead) return withFreshIds(built, new Map(sources.map((each, i) => [each.id, plan.expressions[i]!.id])), this.#cx.newId);
    plan.expressions.forEach((each, i) => {
      if (each.id !== sources[i]!.id) this.#renamed.set(each.id, sources[i]!);
    });
    return built;
  }

  #bare(plan: TypedPlan, name: PlanName | undefined): Operator {
    switch (plan.kind) {
      case 'localRelation':
        if (plan.output.length === 0 && plan.rows.length === 1) return Object.freeze({ kind: 'oneRow', children: [] });
        return Object.freeze({ kind: 'localRelation', children: [], output: plan.output, rows: plan.rows });
      case 'range': {
        const { start, end, step, numPartitions, output } = plan;
        return Object.freeze({ kind: 'range', children: [], start, end, step, numPartitions, output });
      }
      case 'scan':
        return Object.freeze({ kind: 'relation', children: [], scan: plan, output: plan.output, name: name?.alias });
      case 'project':
        return plan.isCopy ? this.#copy(plan) : this.#select(plan);
      case 'filter':
        return filter(this.#plan(plan.input), this.#expression(plan.condition));
      case 'aggregate': {
        const { child, grouping, substitute } = this.#grouped(plan);
        return aggregate(child, grouping, [
          ...plan.grouping.map(each => (substitute(attributeOf(each)) === each ? each : this.#named(each, substitute))),
          ...plan.aggregates.map(each => this.#named(each, substitute)),
        ]);
      }
      case 'window': {
        const child = this.#plan(plan.input);
        const named: NamedExpression[] = [...outputOf(child), ...plan.windows.map(each => this.#expression(each) as TypedAlias)];
        return extractWindows(named, list => project(child, list), this.#cx);
      }
      case 'sort':
        return sort(
          this.#plan(plan.input),
          plan.order.map(each => ({ ...each, child: this.#expression(each.child) })),
          plan.isGlobal,
        );
      case 'limit': {
        let built = this.#plan(plan.input);
        if (plan.offset !== undefined) built = counted('offset', built, plan.offset);
        return plan.limit === undefined ? built : counted('globalLimit', counted('localLimit', built, plan.limit), plan.limit);
      }
      case 'tail':
        return counted('tail', this.#plan(plan.input), plan.limit);
      case 'join': {
        const { joinType, condition, isLateral } = plan;
        const children = [this.#plan(plan.left), this.#plan(plan.right)];
        return Object.freeze({ kind: 'join', children, joinType, condition: condition && this.#expression(condition), isLateral });
      }
      case 'setOperation':
        return this.#setOperation(plan);
      case 'distinct': {
        const child = this.#plan(plan.input);
        if (!plan.isDeduplicate) return Object.freeze({ kind: 'distinct', children: [child] });
        const keys = (plan.keys ?? plan.input.output).map(each => this.#column(each));
        return Object.freeze({ kind: 'deduplicate', children: [child], keys });
      }
      case 'generate': {
        const { isOuter, generatorOutput } = plan;
        const child = this.#plan(plan.input);
        const generator = this.#expression(plan.generator) as typeof plan.generator;
        const [qualifier] = generatorOutput[0]?.qualifier ?? [];
        return Object.freeze({
          kind: 'generate',
          children: [child],
          generator,
          isOuter,
          qualifier,
          generatorOutput,
          unrequired: [],
        });
      }
      case 'expand': {
        const child = this.#plan(plan.input);
        const projections = plan.projections.map(list => list.map(each => this.#expression(each)));
        return Object.freeze({ kind: 'expand', children: [child], projections, output: plan.output.map(each => this.#column(each)) });
      }
      case 'sample': {
        const { lowerBound, upperBound, withReplacement, seed } = plan;
        return Object.freeze({ kind: 'sample', children: [this.#plan(plan.input)], lowerBound, upperBound, withReplacement, seed });
      }
      case 'note': {
        const child = this.#plan(plan.input);
        const { note } = plan;
        if (note.kind !== 'repartitionByExpression') return Object.freeze({ kind: 'note', children: [child], note });
        const expressions = note.expressions.map(each => this.#expression(each));
        return Object.freeze({ kind: 'note', children: [child], note: { ...note, expressions } });
      }
      case 'withCte': {
        const definitions = plan.definitions.map(({ id, name: defined, isRecursive }) => ({ id, name: defined, isRecursive }));
        const plans = plan.definitions.map(
          (each): Operator => Object.freeze({ kind: 'subqueryAlias', children: [this.whole(each.plan)], alias: each.name }),
        );
        return Object.freeze({ kind: 'withCte', children: [...plans, this.#plan(plan.input)], definitions });
      }
      case 'cteReference': {
        const { cteId, definitionOutput } = plan;
        const columns = definitionOutput.map(each => this.#column(each));
        // The first to read a definition has its columns.
        const isFirst = !this.#definitionsRead.has(cteId) && !this.#recursive.has(cteId);
        this.#definitionsRead.add(cteId);
        if (isFirst) for (const [i, each] of plan.output.entries()) this.#renamed.set(each.id, columns[i]!);
        const output = isFirst ? columns : plan.output;
        return Object.freeze({ kind: 'cteReference', children: [], cteId, output, definitionOutput: columns });
      }
    }
  }

  #setOperation({ operation, inputs, isAll, output }: SetOperationPlan): Operator {
    const children = inputs.map(each => this.whole(each));
    for (const [i, each] of output.entries()) this.#renamed.set(each.id, outputOf(children[0]!)[i]!);
    const of = (kind: 'union' | 'intersect' | 'except', list: readonly Operator[], all: boolean): Operator =>
      Object.freeze({ kind, children: list, isAll: all });
    if (operation !== 'union') return children.slice(1).reduce((left, right) => of(operation, [left, right], isAll), children[0]!);
    return children.slice(1).reduce((left, right) => {
      const union = of('union', [left, right], true);
      return isAll ? union : Object.freeze({ kind: 'distinct', children: [union] });
    }, children[0]!);
  }

  /** A SELECT: over groups its list is part of the aggregate, and windows have operators of their own. */
  #select(plan: ProjectPlan): Operator {
    const windows = new Map<number, TypedExpression>();
    let input: TypedPlan = plan.input;
    for (; input.kind === 'window' && input.calledAs === undefined; input = input.input) {
      // Windows over the columns of these are operators apart.
      const ids = new Set(input.windows.map(each => each.id));
      if ([...windows.values()].some(each => exists(each, inner => inner.kind === 'attribute' && ids.has(inner.id)))) break;
      for (const each of input.windows) windows.set(each.id, each.child);
    }
    const having: TypedExpression[] = [];
    let below: TypedPlan = input;
    for (; below.kind === 'filter'; below = below.input) having.unshift(below.condition);
    const grouped = below.kind === 'aggregate' && below.calledAs === undefined ? this.#grouped(below) : undefined;
    const inline = (each: TypedExpression): TypedExpression => {
      const called = each.kind === 'attribute' ? windows.get(each.id) : undefined;
      return called === undefined ? mapChildren(each, inline) : inline(this.#expression(called));
    };
    const ungrouped = grouped === undefined ? this.#plan(input) : undefined;
    const written = plan.expressions.map(each => this.#named(each, expression => (grouped?.substitute ?? same)(inline(expression))));
    const list =
      grouped !== undefined && below.kind === 'aggregate' && below.groupingSets !== undefined ? this.#ownGroups(plan, written) : written;
    if (grouped === undefined) {
      const child = ungrouped!;
      if (windows.size > 0) return extractWindows(list, inner => project(child, inner), this.#cx);
      const built = project(child, list);
      const shown = new Set(plan.output.map(each => each.id));
      if (list.some(each => !shown.has(each.id))) this.#hidden.set(built, new Set(list.map(each => each.id).filter(id => !shown.has(id))));
      return built;
    }
    const { child, grouping, substitute } = grouped;
    const conditions = having.map(each => substitute(this.#expression(each)));
    const over = (results: readonly NamedExpression[]) => this.#having(child, grouping, results, conditions);
    if (windows.size > 0) return extractWindows(list, over, this.#cx);
    return over(list);
  }

  /** A group of a grouping set goes by its own id from here on, no more by that of the column that it is made of. */
  #ownGroups(plan: ProjectPlan, list: readonly NamedExpression[]): readonly NamedExpression[] {
    return list.map((each, i) => {
      const written = plan.expressions[i]!;
      if (each.kind !== 'alias' || each.child.kind !== 'attribute' || written.kind !== 'alias' || each.name !== each.child.name)
        return each;
      this.#renamed.set(each.id, each.child);
      return each.child;
    });
  }

  /** What HAVING asks beyond the list is a column of the groups, which a projection drops again. */
  #having(
    child: Operator,
    grouping: readonly TypedExpression[],
    list: readonly NamedExpression[],
    conditions: readonly TypedExpression[],
  ): Operator {
    if (conditions.length === 0) return aggregate(child, grouping, list);
    const known = new Map(list.map(each => [keyOfExpression(each), attributeOf(each)]));
    const added: NamedExpression[] = [];
    const groups = new Set(grouping.map(keyOfExpression));
    const over = (each: TypedExpression): TypedExpression => {
      const key = keyOfExpression(each);
      const found = known.get(key);
      if (found !== undefined && each.kind !== 'literal') return found;
      if (each.kind !== 'aggregate' && !groups.has(key)) return mapEvaluated(each, over);
      const named = each.kind === 'attribute' ? each : this.#alias(each, this.#cx.sqlOf(each));
      added.push(named);
      known.set(key, attributeOf(named));
      return attributeOf(named);
    };
    const filters = conditions.map(over);
    const groupedRows = aggregate(child, grouping, [...list, ...added]);
    const filtered = filters.reduce<Operator>((below, condition) => filter(below, condition), groupedRows);
    return added.length === 0 ? filtered : project(filtered, list.map(attributeOf));
  }

  /** The input of an aggregate, and what its columns are made of. */
  #grouped(plan: AggregatePlan): {
    readonly child: Operator;
    readonly grouping: readonly TypedExpression[];
    readonly substitute: (each: TypedExpression) => TypedExpression;
  } {
    const input = this.#plan(plan.input);
    const definitions = new Map<number, TypedExpression>();
    for (const each of plan.aggregates) definitions.set(each.id, this.#expression(each.kind === 'alias' ? each.child : each));
    const groups = plan.grouping.map(each => this.#expression(each) as NamedExpression);
    const substitute = (each: TypedExpression): TypedExpression =>
      each.kind === 'attribute' ? (definitions.get(each.id) ?? each) : mapChildren(each, substitute);
    if (plan.groupingSets !== undefined) {
      const { child, grouping } = expandedGroups(input, groups, plan.groupingSets, plan.groupingId!, this.#cx);
      return { child, grouping, substitute };
    }
    for (const each of groups) if (each.kind === 'alias') definitions.set(each.id, each.child);
    return { child: input, grouping: groups.map(each => (each.kind === 'alias' ? each.child : each)), substitute };
  }

  #named(named: NamedExpression, f: (each: TypedExpression) => TypedExpression): NamedExpression {
    if (named.kind === 'alias') return Object.freeze({ ...named, child: f(this.#expression(named.child)) });
    const column = this.#column(named);
    const value = f(column);
    if (value === column) return column;
    return Object.freeze({ ...this.#alias(value, named.name), id: named.id });
  }

  #alias(child: TypedExpression, name: string): TypedAlias {
    const { dataType, nullable } = child;
    return Object.freeze({ kind: 'alias', child, name, id: this.#cx.newId(), metadata: {}, qualifier: [], dataType, nullable });
  }

  #column(column: Attribute): Attribute {
    const renamed = this.#renamed.get(column.id);
    if (renamed === undefined) return column;
    const last = this.#column(renamed);
    return column.isOuter ? Object.freeze({ ...last, isOuter: true }) : last;
  }

  #expression(expression: TypedExpression): TypedExpression {
    if (expression.kind === 'attribute') return this.#column(expression);
    const mapped = mapChildren(expression, each => this.#expression(each));
    if (mapped.kind === 'call' && mapped.name === 'in') return withEqualCasts(mapped);
    return isSubquery(mapped) ? withPlan(mapped, this.whole(mapped.plan)) : mapped;
  }
}

/** Where one value of IN is cast, Spark casts all of them, also to the type that they have. */
function withEqualCasts(call: FunctionCall): FunctionCall {
  const isImplicit = (each: TypedExpression) => each.kind === 'cast' && !each.isExplicit;
  const sample = call.args.find(isImplicit);
  if (sample === undefined || sample.kind !== 'cast') return call;
  const args = call.args.map(each => (isImplicit(each) ? each : typedCast(each, sample.dataType, sample.mode, false)));
  return Object.freeze({ ...call, args });
}

const same = (each: TypedExpression): TypedExpression => each;
