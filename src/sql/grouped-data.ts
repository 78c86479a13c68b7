import { inspect } from 'node:util';
import { SparkError } from '../errors/spark-error.js';
import { Column, operandOf } from './column.js';
import { columnText } from './column-text.js';
import type { DataFrame } from './dataframe.js';
import { call, type Expression, freezeNode, type GroupingAnalytics, type Relation } from './plan/index.js';
import { isNumeric } from './types/index.js';

type GroupType = 'groupBy' | 'rollup' | 'cube' | 'groupingSets';

interface PivotBy {
  readonly column: Column;
  readonly values: readonly Column[];
}

/** Rows in groups: what `groupBy` gives, until an aggregate makes a DataFrame of it. */
export class GroupedData {
  readonly #frame: DataFrame;
  readonly #columns: readonly Column[];
  readonly #type: GroupType;
  readonly #pivot: PivotBy | undefined;
  readonly #sets: readonly (readonly Column[])[];

  constructor(frame: DataFrame, columns: readonly Column[], type: GroupType, pivot?: PivotBy, sets: readonly (readonly Column[])[] = []) {
    this.#sets = sets;
    this.#frame = frame;
    this.#columns = columns;
    this.#type = type;
    this.#pivot = pivot;
  }

  /** `agg(sum('v').as('s'))`, `agg({ v: 'sum' })` */
  agg(...aggregates: readonly (Column | Readonly<Record<string, string>>)[]): DataFrame {
    const expressions = aggregates.flatMap(each =>
      each instanceof Column ? [each.expression] : Object.entries(each).map(([name, f]) => aggregateByName(f, name)),
    );
    return this.#aggregate(expressions);
  }

  #aggregate(aggregates: readonly Expression[]): DataFrame {
    const groups = this.#columns.map(each => each.expression);
    const input = this.#frame.relation;
    if (this.#pivot !== undefined) {
      const { column, values } = this.#pivot;
      return this.#of({
        kind: 'pivot',
        input,
        groupingExpressions: groups,
        pivotColumn: column.expression,
        pivotValues: values.map(each => each.expression),
        aggregates,
      });
    }
    const bare = groups.map(each => (each.kind === 'alias' ? each.child : each));
    const analytics: readonly (Expression | GroupingAnalytics)[] =
      this.#type === 'groupBy'
        ? bare
        : [
            freezeNode({
              kind: 'groupingAnalytics',
              analytics: this.#type,
              elements:
                this.#type === 'groupingSets'
                  ? this.#sets.map(set => freezeNode({ kind: 'groupingSet', expressions: set.map(each => each.expression) }))
                  : bare.map(each => freezeNode({ kind: 'groupingSet', expressions: [each] })),
              ...(this.#type === 'groupingSets' && { groupByExpressions: bare }),
            }),
          ];
    const shown = this.#frame.sparkSession.sessionState.confOf('spark.sql.retainGroupColumns') === 'false' ? [] : groups;
    return this.#of({ kind: 'aggregate', input, groupingExpressions: analytics, aggregateExpressions: [...shown, ...aggregates] });
  }

  #of(relation: Relation): DataFrame {
    return this.#frame.derive(relation);
  }

  count(): DataFrame {
    return this.#aggregate([{ kind: 'alias', child: call('count', [operandOf(1)]), names: ['count'] }]);
  }

  #numeric(name: string, columns: readonly string[]): DataFrame {
    const grouped = new Set(this.#columns.map(each => columnText(each.expression)));
    const names =
      columns.length > 0
        ? columns
        : this.#frame.schema.fields.filter(field => isNumeric(field.dataType) && !grouped.has(field.name)).map(field => field.name);
    for (const each of columns) {
      const field = this.#frame.schema.fields.find(one => one.name.toLowerCase() === each.toLowerCase());
      if (field !== undefined && !isNumeric(field.dataType))
        throw new SparkError(
          'AnalysisException',
          `"${each}" is not a numeric column. Aggregation function can only be applied on a numeric column.`,
        );
    }
    return this.#aggregate(names.map(each => call(name, [new Column(each).expression])));
  }

  sum(...columns: readonly string[]): DataFrame {
    return this.#numeric('sum', columns);
  }
  avg(...columns: readonly string[]): DataFrame {
    return this.#numeric('avg', columns);
  }
  mean(...columns: readonly string[]): DataFrame {
    return this.avg(...columns);
  }
  min(...columns: readonly string[]): DataFrame {
    return this.#numeric('min', columns);
  }
  max(...columns: readonly string[]): DataFrame {
    return this.#numeric('max', columns);
  }

  /** The values of a column become columns. Without `values` they are found by a query of their own. */
  pivot(column: Column | string, values?: readonly (Column | string | number | boolean)[]): GroupedData {
    const by = Column.of(column);
    const found =
      values ??
      this.#frame
        .select(by)
        .distinct()
        .orderBy(by)
        .collect()
        .map(row => row.get(0) as string | number | boolean);
    return new GroupedData(this.#frame, this.#columns, this.#type, {
      column: by,
      values: found.map(each => (each instanceof Column ? each : new Column(operandOf(each)))),
    });
  }

  toString(): string {
    const types = new Map(this.#frame.schema.fields.map(({ name, dataType }) => [name, dataType.simpleString]));
    const groups = this.#columns.map(each => columnText(each.expression)).map(name => `${name}: ${types.get(name) ?? '?'}`);
    const type = { groupBy: 'GroupBy', rollup: 'Rollup', cube: 'Cube', groupingSets: 'GroupingSets' }[this.#type];
    return `GroupedData: [grouping expressions: [${groups.join(', ')}], value: ${this.#frame}, type: ${type}]`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** `{ '*': 'count' }` counts rows. */
function aggregateByName(f: string, name: string): Expression {
  const lower = f.toLowerCase();
  return call(lower === 'average' || lower === 'mean' ? 'avg' : lower, [
    lower === 'count' && name === '*' ? operandOf(1) : new Column(name).expression,
  ]);
}
