import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import type { FutureAction } from '../context/future-action.js';
import { StorageLevel } from '../context/storage-level.js';
import { quotedId, quotedSql } from '../errors/quoted.js';
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { RDD } from '../rdd/rdd.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import { collectAsync, countAsync, foreachAsync, foreachPartitionAsync } from './async-actions.js';
import { collectRows } from './collect-rows.js';
import { Column, type ColumnOrName, type Operand, operandOf, sortOrderOf } from './column.js';
import { putTemp } from './commands/views.js';
import type { DataFrameSchema } from './create-dataframe.js';
import { rowsToRdd } from './dataframe-rdd.js';
import { describe, summary } from './dataframe-statistics.js';
import { loadExplain } from './explain/load-explain.js';
import { GroupedData } from './grouped-data.js';
import { doubleText } from './jvm/number-text.js';
import { DataFrameNaFunctions } from './na-functions.js';
import type { Observation } from './observation.js';
import {
  alias,
  call,
  type Expression,
  intLiteral,
  type JoinType,
  type LogicalPlan,
  type Relation,
  type SetOperation,
} from './plan/index.js';
import type { Row } from './row.js';
import { sameSemantics, semanticHash } from './same-semantics.js';
import type { SparkSession } from './session.js';
import { showString } from './show-string.js';
import { inputFilesOf } from './sources/input-files.js';
import { DataFrameStatFunctions } from './stat-functions.js';
import { transposedPlan } from './transpose.js';
import { StructField, StructType } from './types/index.js';
import type { Value } from './values/value.js';
import { binaryStyleOf, showStyle } from './values/value-text.js';
import { DataFrameWriter } from './writer.js';
import { DataFrameWriterV2 } from './writer-v2.js';
import { zipPlans } from './zip-frames.js';

/** Rows with named, typed columns. Nothing is computed before an action asks for it. */
export class DataFrame implements Shippable {
  readonly sparkSession: SparkSession;
  /** The analyzed plan. */
  readonly typedPlan: TypedPlan;
  readonly planId: number;
  readonly #parsed: Relation | undefined;

  /** Made by the session and by the methods of other DataFrames. @param parsed the plan before analysis, when there was one */
  constructor(session: SparkSession, plan: TypedPlan, parsed?: Relation) {
    this.sparkSession = session;
    this.typedPlan = plan;
    this.#parsed = parsed;
    const { shared } = session.sessionState;
    this.planId = shared.newPlanId();
    shared.planOutputs.set(this.planId, plan.output);
  }

  /** The DataFrame of an unresolved plan. @throws SparkError when the plan has an error */
  static of(session: SparkSession, relation: Relation): DataFrame {
    return new DataFrame(session, session.sessionState.analyzer().analyze(relation), relation);
  }

  /** Another DataFrame of the session. */
  derive(relation: Relation): DataFrame {
    return DataFrame.of(this.sparkSession, relation);
  }

  /** The DataFrame as an input of another plan. */
  get relation(): Relation {
    return { kind: 'resolvedPlan', schema: this.schema, plan: this.typedPlan, planId: this.planId };
  }

  // Schema

  get schema(): StructType {
    return new StructType(
      this.typedPlan.output.map(({ name, dataType, nullable, metadata }) => new StructField(name, dataType, nullable, metadata)),
    );
  }

  get columns(): string[] {
    return this.typedPlan.output.map(each => each.name);
  }

  /** `[name, type]` of each column. */
  get dtypes(): [string, string][] {
    return this.schema.fields.map(({ name, dataType }) => [name, dataType.toString()]);
  }

  /** @param level of nesting to print; 0 prints all */
  printSchema(level = 0): void {
    console.log(this.schema.treeString(level));
  }

  /** A column of this DataFrame and of no other. @throws SparkError UNRESOLVED_COLUMN.WITH_SUGGESTION */
  col(name: string): Column {
    const column = new Column(name);
    if (column.expression.kind !== 'unresolvedAttribute') return column;
    const bound = { ...column.expression, planId: this.planId };
    this.derive({ kind: 'project', input: this.relation, expressions: [bound] });
    return new Column(bound);
  }

  /** As `col`: Scala's `df("age")`. */
  apply(name: string): Column {
    return this.col(name);
  }

  /** A column that is not among `columns`: `_metadata` of files. @throws SparkError UNRESOLVED_COLUMN.WITHOUT_SUGGESTION */
  metadataColumn(name: string): Column {
    const column = new Column(`\`${name.replaceAll('`', '``')}\``);
    const missing = sparkErrorOf('UNRESOLVED_COLUMN.WITHOUT_SUGGESTION', { objectName: quotedId(name) });
    if (this.columns.some(each => each.toLowerCase() === name.toLowerCase())) throw missing;
    try {
      this.select(column);
    } catch (error) {
      throw error instanceof SparkError && error.condition?.startsWith('UNRESOLVED_COLUMN') ? missing : error;
    }
    return column;
  }

  /** Columns as properties: `df.cols.age`. PySpark's `df.age`, where it cannot be taken for a method. */
  get cols(): Readonly<Record<string, Column>> {
    return new Proxy<Readonly<Record<string, Column>>>(
      {},
      {
        get: (_, name) => (typeof name === 'string' ? this.col(`\`${name.replaceAll('`', '``')}\``) : undefined),
        has: (_, name) => typeof name === 'string' && this.columns.includes(name),
        ownKeys: () => [...new Set(this.columns)],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      },
    );
  }

  // Columns

  select(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): DataFrame {
    const expressions = (columns.flat() as readonly ColumnOrName[]).map(each => Column.of(each).expression);
    return this.derive({ kind: 'project', input: this.relation, expressions });
  }

  /** `selectExpr('age + 1 AS next')` */
  selectExpr(...texts: readonly string[]): DataFrame {
    const state = this.sparkSession.sessionState;
    return this.derive({ kind: 'project', input: this.relation, expressions: texts.map(text => state.parseExpression(text)) });
  }

  /** Adds a column, or replaces the one of that name. */
  withColumn(name: string, column: Column): DataFrame {
    return this.withColumns({ [name]: column });
  }

  withColumns(columns: Readonly<Record<string, Column>>): DataFrame {
    return this.derive({
      kind: 'withColumns',
      input: this.relation,
      aliases: Object.entries(columns).map(([name, column]) => alias(column.expression, name)),
    });
  }

  /** A name that is not there is left alone. */
  withColumnRenamed(from: string, to: string): DataFrame {
    return this.withColumnsRenamed({ [from]: to });
  }

  withColumnsRenamed(names: Readonly<Record<string, string>>): DataFrame {
    return this.derive({
      kind: 'withColumnsRenamed',
      input: this.relation,
      renames: Object.entries(names).map(([from, to]) => ({ from, to })),
    });
  }

  withMetadata(name: string, metadata: Readonly<Record<string, unknown>>): DataFrame {
    return this.derive({ kind: 'withColumns', input: this.relation, aliases: [{ ...alias(new Column(name).expression, name), metadata }] });
  }

  drop(...columns: readonly ColumnOrName[]): DataFrame {
    return this.derive({
      kind: 'drop',
      input: this.relation,
      columns: columns.flatMap(each => (typeof each === 'string' ? [] : [each.expression])),
      columnNames: columns.flatMap(each => (typeof each === 'string' ? [each] : [])),
    });
  }

  /** New names for all columns. */
  toDF(...names: readonly string[]): DataFrame {
    return names.length === 0 ? this : this.derive({ kind: 'toDF', input: this.relation, columnNames: names });
  }

  /** The columns of a schema, in its order and of its types. */
  to(schema: StructType): DataFrame {
    return this.derive({ kind: 'toSchema', input: this.relation, schema });
  }

  colRegex(pattern: string): Column {
    return new Column({ kind: 'unresolvedRegex', pattern: pattern.replace(/^`|`$/g, ''), planId: this.planId });
  }

  // Rows

  /** Rows for which a condition, or a function of the row, holds. */
  filter(condition: Column | string | ((row: Row) => unknown)): DataFrame {
    if (typeof condition === 'function') return this.sparkSession.createDataFrame(this.rdd.filter(condition), this.schema);
    const expression: Expression =
      typeof condition === 'string' ? this.sparkSession.sessionState.parseExpression(condition) : condition.expression;
    return this.derive({ kind: 'filter', input: this.relation, condition: expression });
  }

  where(condition: Column | string | ((row: Row) => unknown)): DataFrame {
    return this.filter(condition);
  }

  distinct(): DataFrame {
    return this.derive({ kind: 'deduplicate', input: this.relation });
  }

  /** One row of each combination of some columns; of all when none is named. */
  dropDuplicates(...columns: readonly (string | readonly string[])[]): DataFrame {
    const columnNames = columns.flat();
    return this.derive({ kind: 'deduplicate', input: this.relation, ...(columnNames.length > 0 && { columnNames }) });
  }

  drop_duplicates(...columns: readonly (string | readonly string[])[]): DataFrame {
    return this.dropDuplicates(...columns);
  }

  orderBy(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): DataFrame {
    return this.#sorted(columns, true);
  }

  sort(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): DataFrame {
    return this.#sorted(columns, true);
  }

  sortWithinPartitions(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): DataFrame {
    return this.#sorted(columns, false);
  }

  #sorted(columns: readonly (ColumnOrName | readonly ColumnOrName[])[], isGlobal: boolean): DataFrame {
    const order = (columns.flat() as readonly ColumnOrName[]).map(each => sortOrderOf(Column.of(each)));
    return this.derive({ kind: 'sort', input: this.relation, order, isGlobal });
  }

  limit(count: number): DataFrame {
    return this.derive({ kind: 'limit', input: this.relation, limit: intLiteral(count) });
  }

  offset(count: number): DataFrame {
    return this.derive({ kind: 'offset', input: this.relation, offset: intLiteral(count) });
  }

  /** @param fraction of the rows, 0 to 1; the same seed gives the same rows */
  sample(fraction: number, seed?: number): DataFrame;
  sample(withReplacement: boolean, fraction: number, seed?: number): DataFrame;
  sample(first: number | boolean, second?: number, third?: number): DataFrame {
    const [withReplacement, fraction, seed] = typeof first === 'boolean' ? [first, second!, third] : [false, first, second];
    if (!(fraction >= 0) || (fraction > 1 && !withReplacement))
      throw new SparkError(
        'IllegalArgumentException',
        `requirement failed: Sampling fraction (${doubleText(fraction)}) must be ${withReplacement ? 'nonnegative with replacement' : 'on interval [0, 1] without replacement'}`,
      );
    return this.sparkSession.createDataFrame(this.rdd.sample(withReplacement, fraction, seed), this.schema);
  }

  /** Parts by weight: each row is in one of them. */
  randomSplit(weights: readonly number[], seed?: number): DataFrame[] {
    return this.rdd.randomSplit(weights, seed).map(part => this.sparkSession.createDataFrame(part, this.schema));
  }
  randomSplitAsList(weights: readonly number[], seed?: number): DataFrame[] {
    return this.randomSplit(weights, seed);
  }

  /** DuckDB divides the work by itself; the columns are checked. */
  repartition(...partitions: readonly (number | ColumnOrName)[]): DataFrame {
    const partitionExpressions = partitions.flatMap(each => (typeof each === 'number' ? [] : [Column.of(each).expression]));
    const numPartitions = partitions.find(each => typeof each === 'number');
    if (partitionExpressions.length === 0 && numPartitions !== undefined)
      return this.derive({ kind: 'repartition', input: this.relation, numPartitions, shuffle: true });
    return this.derive({ kind: 'repartitionByExpression', input: this.relation, partitionExpressions, numPartitions });
  }

  repartitionByRange(...partitions: readonly (number | ColumnOrName)[]): DataFrame {
    return this.repartition(...partitions);
  }

  /** @param partitionId the number of the partition that a row goes to, an INT */
  repartitionById(_numPartitions: number, partitionId: ColumnOrName): DataFrame {
    const id = Column.of(partitionId);
    const { dataType } = this.select(id).schema.fields[0]!;
    if (dataType.kind !== 'integer') {
      const [text] = this.select(id).columns as [string];
      throw sparkErrorOf('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', {
        sqlExpr: quotedSql(`direct_shuffle_partition_id(${text})`),
        paramIndex: 'first',
        requiredType: '"INT"',
        inputSql: quotedSql(text),
        inputType: quotedSql(dataType.sql),
      });
    }
    return this;
  }

  coalesce(numPartitions: number): DataFrame {
    return this.derive({ kind: 'repartition', input: this.relation, numPartitions, shuffle: false });
  }

  hint(name: string, ...parameters: readonly Operand[]): DataFrame {
    return this.derive({ kind: 'hint', input: this.relation, name, parameters: parameters.map(operandOf) });
  }

  /** The rows with their place in the order that they have, from 0. */
  zipWithIndex(name = 'index'): DataFrame {
    const place = new Column(alias(call('monotonically_increasing_id', []), name));
    return this.select('*', place);
  }

  /** The columns of both, row by row. @throws SparkError ZIP_PLANS_NOT_MERGEABLE when they do not choose from the same rows */
  zip(other: DataFrame): DataFrame {
    return new DataFrame(this.sparkSession, zipPlans(this.typedPlan, other.typedPlan));
  }

  /** Rows become columns, named by the values of an index column: the first one when it is not given. The query runs now. */
  transpose(index?: ColumnOrName): DataFrame {
    return new DataFrame(this.sparkSession, transposedPlan(this, index === undefined ? undefined : Column.of(index)));
  }

  /** Whether both are sure to give the same rows, as far as their plans tell. */
  sameSemantics(other: DataFrame): boolean {
    return sameSemantics(this.typedPlan, other.typedPlan);
  }
  /** Equal for plans of the same semantics. */
  semanticHash(): number {
    return semanticHash(this.typedPlan);
  }

  /** Metrics of the rows, for `observation.get`. @param metrics aggregates: `count(lit(1)).as('rows')` */
  observe(observation: Observation | string, ...metrics: readonly Column[]): DataFrame {
    if (metrics.length === 0) throw new SparkError('IllegalArgumentException', 'At least one exprs must be specified.');
    const name = typeof observation === 'string' ? observation : observation.name;
    const observed = this.derive({ kind: 'collectMetrics', input: this.relation, name, metrics: metrics.map(each => each.expression) });
    if (typeof observation !== 'string') observation.on(this, metrics);
    return observed;
  }

  alias(name: string): DataFrame {
    return this.derive({ kind: 'subqueryAlias', input: this.relation, alias: name });
  }

  as(name: string): DataFrame {
    return this.alias(name);
  }

  /** `f(this)`, so that steps read in their order. */
  transform<T>(f: (frame: DataFrame, ...args: any[]) => T, ...args: readonly unknown[]): T {
    return f(this, ...args);
  }

  // Functions of rows, which run on the executors

  /**
   * What the function gives for each row: an object or an array becomes a row, another value one column named value.
   * @param schema of the results; without it a job runs now, and the first results say it
   */
  map(f: (row: Row) => unknown, schema?: DataFrameSchema): DataFrame {
    return this.sparkSession.createDataFrame(this.rdd.map(f), schema);
  }

  /** As `map`, with any number of results a row. */
  flatMap(f: (row: Row) => Iterable<unknown>, schema?: DataFrameSchema): DataFrame {
    return this.sparkSession.createDataFrame(this.rdd.flatMap(f), schema);
  }

  mapPartitions(f: (rows: IterableIterator<Row>) => Iterable<unknown>, schema?: DataFrameSchema): DataFrame {
    return this.sparkSession.createDataFrame(this.rdd.mapPartitions(f), schema);
  }

  /** One value of all rows. */
  reduce(f: (a: Row, b: Row) => Row): Row {
    return this.rdd.reduce(f);
  }

  // Groups

  groupBy(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): GroupedData {
    return new GroupedData(this, columnsOf(columns), 'groupBy');
  }

  groupby(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): GroupedData {
    return this.groupBy(...columns);
  }

  rollup(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): GroupedData {
    return new GroupedData(this, columnsOf(columns), 'rollup');
  }

  cube(...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): GroupedData {
    return new GroupedData(this, columnsOf(columns), 'cube');
  }

  /** Groups of several sets of columns: `groupingSets([['a'], []], 'a')`. */
  groupingSets(sets: readonly (readonly ColumnOrName[])[], ...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): GroupedData {
    return new GroupedData(
      this,
      columnsOf(columns),
      'groupingSets',
      undefined,
      sets.map(each => columnsOf(each)),
    );
  }

  /** Aggregates over all rows: `agg(max('age'))`, `agg({ age: 'max' })`. */
  agg(...aggregates: readonly (Column | Readonly<Record<string, string>>)[]): DataFrame {
    return this.groupBy().agg(...aggregates);
  }

  // Joins and set operations

  /** @param on names of columns that both sides have, or a condition */
  join(other: DataFrame, on?: string | readonly string[] | Column, how = 'inner'): DataFrame {
    const joinType = joinTypeOf(how);
    const base = { kind: 'join', left: this.relation, right: other.relation } as const;
    if (on === undefined) return this.derive({ ...base, joinType });
    if (on instanceof Column) return this.derive({ ...base, joinType, condition: on.expression });
    return this.derive({ ...base, joinType, usingColumns: typeof on === 'string' ? [on] : on });
  }

  crossJoin(other: DataFrame): DataFrame {
    return this.derive({ kind: 'join', left: this.relation, right: other.relation, joinType: 'cross' });
  }

  /** The other side may read columns of this one, through `outer()`. */
  lateralJoin(other: DataFrame, condition?: Column, how = 'inner'): DataFrame {
    const base = { kind: 'lateralJoin', left: this.relation, right: other.relation, joinType: joinTypeOf(how) } as const;
    return this.derive(condition === undefined ? base : { ...base, condition: condition.expression });
  }

  /** For each row the rows of the other side that rank first. @param ranking of a pair of rows; pairs where it is NULL do not meet */
  nearestByJoin(
    other: DataFrame,
    ranking: Column,
    numResults: number,
    mode: 'exact' | 'approx',
    direction: 'distance' | 'similarity',
    joinType = 'inner',
  ): DataFrame {
    const isNearest = (value: string, known: readonly string[], what: 'MODE' | 'DIRECTION') => {
      if (known.includes(value.toLowerCase())) return;
      const supported = known.map(each => `'${each}'`).join(', ');
      throw sparkErrorOf(`NEAREST_BY_JOIN.UNSUPPORTED_${what}`, { [what.toLowerCase()]: value, supported }, { name: 'AnalysisException' });
    };
    isNearest(mode, ['approx', 'exact'], 'MODE');
    isNearest(direction, ['distance', 'similarity'], 'DIRECTION');
    return this.derive({
      kind: 'nearestByJoin',
      left: this.relation,
      right: other.relation,
      joinType: joinTypeOf(joinType),
      isApproximate: mode === 'approx',
      numResults,
      direction,
      ranking: ranking.expression,
      isLateral: false,
    });
  }

  /** Whether there is a row, as a column of another query. */
  exists(): Column {
    return new Column({ kind: 'subquery', subqueryType: 'exists', plan: this.relation });
  }
  /** The only value, as a column of another query. */
  scalar(): Column {
    return new Column({ kind: 'subquery', subqueryType: 'scalar', plan: this.relation });
  }

  #setOperation(other: DataFrame, operation: SetOperation['operation'], isAll: boolean, more: Partial<SetOperation> = {}): DataFrame {
    return this.derive({ kind: 'setOperation', operation, inputs: [this.relation, other.relation], isAll, ...more });
  }

  /** All rows of both; duplicates stay. */
  union(other: DataFrame): DataFrame {
    return this.#setOperation(other, 'union', true);
  }
  unionAll(other: DataFrame): DataFrame {
    return this.union(other);
  }
  unionByName(other: DataFrame, allowMissingColumns = false): DataFrame {
    return this.#setOperation(other, 'union', true, { byName: true, allowMissingColumns });
  }
  intersect(other: DataFrame): DataFrame {
    return this.#setOperation(other, 'intersect', false);
  }
  intersectAll(other: DataFrame): DataFrame {
    return this.#setOperation(other, 'intersect', true);
  }
  except(other: DataFrame): DataFrame {
    return this.#setOperation(other, 'except', false);
  }
  subtract(other: DataFrame): DataFrame {
    return this.except(other);
  }
  exceptAll(other: DataFrame): DataFrame {
    return this.#setOperation(other, 'except', true);
  }

  /** Columns become rows: one row for each value column. @param values undefined: all columns that are not ids */
  unpivot(
    ids: readonly ColumnOrName[],
    values: readonly ColumnOrName[] | undefined,
    variableColumnName: string,
    valueColumnName: string,
  ): DataFrame {
    return this.derive({
      kind: 'unpivot',
      input: this.relation,
      ids: ids.map(each => Column.of(each).expression),
      ...(values !== undefined && { values: values.map(each => [Column.of(each).expression]) }),
      variableColumnName,
      valueColumnNames: [valueColumnName],
      includeNulls: true,
    });
  }
  melt(
    ids: readonly ColumnOrName[],
    values: readonly ColumnOrName[] | undefined,
    variableColumnName: string,
    valueColumnName: string,
  ): DataFrame {
    return this.unpivot(ids, values, variableColumnName, valueColumnName);
  }

  // Missing values and statistics

  get na(): DataFrameNaFunctions {
    return new DataFrameNaFunctions(this);
  }
  get stat(): DataFrameStatFunctions {
    return new DataFrameStatFunctions(this);
  }
  // PySpark has these on the DataFrame itself.

  dropna(...args: Parameters<DataFrameNaFunctions['drop']>): DataFrame {
    return this.na.drop(...args);
  }
  fillna(...args: Parameters<DataFrameNaFunctions['fill']>): DataFrame {
    return this.na.fill(...args);
  }
  replace(...args: Parameters<DataFrameNaFunctions['replace']>): DataFrame {
    return this.na.replace(...args);
  }
  corr(...args: Parameters<DataFrameStatFunctions['corr']>): number {
    return this.stat.corr(...args);
  }
  cov(...args: Parameters<DataFrameStatFunctions['cov']>): number {
    return this.stat.cov(...args);
  }
  crosstab(...args: Parameters<DataFrameStatFunctions['crosstab']>): DataFrame {
    return this.stat.crosstab(...args);
  }
  freqItems(...args: Parameters<DataFrameStatFunctions['freqItems']>): DataFrame {
    return this.stat.freqItems(...args);
  }
  sampleBy(...args: Parameters<DataFrameStatFunctions['sampleBy']>): DataFrame {
    return this.stat.sampleBy(...args);
  }
  approxQuantile(column: string, probabilities: readonly number[], relativeError: number): number[];
  approxQuantile(columns: readonly string[], probabilities: readonly number[], relativeError: number): number[][];
  approxQuantile(columns: any, probabilities: readonly number[], relativeError: number): any {
    return this.stat.approxQuantile(columns, probabilities, relativeError);
  }

  /** Count, mean, standard deviation, minimum and maximum, as rows. */
  describe(...columns: readonly string[]): DataFrame {
    return describe(this, columns);
  }
  /** As `describe`, with percentiles; `summary('count', '75%')` picks. */
  summary(...statistics: readonly string[]): DataFrame {
    return summary(this, statistics);
  }

  // Actions

  /** The rows of a plan, in our own form of values. */
  #rows(plan = this.typedPlan): readonly (readonly Value[])[] {
    return this.sparkSession.sessionState.run(plan);
  }

  #limited(count: number): DataFrame {
    const { typedPlan: input, sparkSession } = this;
    return new DataFrame(sparkSession, Object.freeze({ kind: 'limit', input, limit: count, output: input.output }));
  }

  collect(): Row[] {
    return collectRows(this);
  }

  toLocalIterator(): IterableIterator<Row> {
    return this.collect().values();
  }

  collectAsList(): Row[] {
    return this.collect();
  }
  takeAsList(count: number): Row[] {
    return this.take(count);
  }

  // Twins that do not block: `await` them, `get()` or `cancel()` them.

  collectAsync(): FutureAction<Row[]> {
    return collectAsync(this);
  }
  countAsync(): FutureAction<number> {
    return countAsync(this);
  }
  takeAsync(count: number): FutureAction<Row[]> {
    return collectAsync(this.#limited(count));
  }
  foreachAsync(f: (row: Row) => void): FutureAction<void> {
    return foreachAsync(this, f);
  }
  foreachPartitionAsync(f: (rows: IterableIterator<Row>) => void): FutureAction<void> {
    return foreachPartitionAsync(this, f);
  }

  count(): number {
    const [row] = this.groupBy().count().collect();
    return row!.getAs<number>(0);
  }

  isEmpty(): boolean {
    return this.#limited(1).collect().length === 0;
  }

  take(count: number): Row[] {
    return this.#limited(count).collect();
  }

  /** The first row; the first `count` rows when a number is given, be it 1. @throws NoSuchElementException when there is no row */
  head(): Row;
  head(count: number): Row[];
  head(count?: number): Row | Row[] {
    if (count !== undefined) return this.take(count);
    const [row] = this.take(1);
    if (row === undefined) throw new SparkError('NoSuchElementException', 'head of empty array');
    return row;
  }

  /** As `head()`. @throws NoSuchElementException when there is no row */
  first(): Row {
    return this.head();
  }

  tail(count: number): Row[] {
    return this.derive({ kind: 'tail', input: this.relation, limit: count }).collect();
  }

  /** Runs a function for each row, on the executors. */
  foreach(f: (row: Row) => void): void {
    this.rdd.foreach(f);
  }

  foreachPartition(f: (rows: IterableIterator<Row>) => void): void {
    this.rdd.foreachPartition(f);
  }

  /** The text that `show` prints. @param truncate the longest cell, or whether to cut at 20; 0 cuts none */
  showString(numRows = 20, truncate: number | boolean = 20, vertical = false): string {
    const { typedPlan: plan, sparkSession } = this;
    const state = sparkSession.sessionState;
    const limit = Math.max(0, Math.min(numRows, 2147483632));
    const rows = this.#rows(Object.freeze({ kind: 'limit', input: plan, limit: limit + 1, output: plan.output }));
    const style = state.confOf('spark.sql.binaryOutputStyle');
    const cut = typeof truncate === 'number' ? truncate : truncate ? 20 : 0;
    return showString(
      { names: plan.output.map(each => each.name), types: plan.output.map(each => each.dataType), rows },
      limit,
      cut,
      vertical,
      state.settings().timeZone,
      { ...showStyle, binary: binaryStyleOf(style) },
    );
  }

  show(numRows?: number, truncate?: number | boolean, vertical?: boolean): void;
  show(truncate: boolean): void;
  show(numRows: number | boolean = 20, truncate: number | boolean = 20, vertical = false): void {
    const text = typeof numRows === 'boolean' ? this.showString(20, numRows) : this.showString(numRows, truncate, vertical);
    console.log(text);
  }

  /** Prints how the query runs. @param mode simple, extended, codegen, cost, formatted; true: extended */
  explain(mode: boolean | string = 'simple'): void {
    const { explainModeOf, explainText } = loadExplain();
    const explained = { parsed: this.#parsed, analyzed: this.typedPlan };
    console.log(explainText(explained, explainModeOf(mode), this.sparkSession.sessionState));
  }

  /** Each row as a JSON object, in one column named value. */
  toJSON(): DataFrame {
    const row = new Column({
      kind: 'unresolvedFunction',
      nameParts: ['struct'],
      arguments: [{ kind: 'unresolvedStar' }],
      isInternal: true,
    });
    return this.select(
      new Column({
        kind: 'alias',
        child: { kind: 'unresolvedFunction', nameParts: ['to_json'], arguments: [row.expression] },
        names: ['value'],
      }),
    );
  }

  /** The rows as an RDD. */
  get rdd(): RDD<Row> {
    return rowsToRdd(this);
  }

  // Views, caching, writing

  registerTempTable(name: string): void {
    this.createOrReplaceTempView(name);
  }
  createOrReplaceTempView(name: string): void {
    this.#createView(name, true, false);
  }
  /** @throws SparkError TEMP_TABLE_OR_VIEW_ALREADY_EXISTS */
  createTempView(name: string): void {
    this.#createView(name, false, false);
  }
  createGlobalTempView(name: string): void {
    this.#createView(name, false, true);
  }
  createOrReplaceGlobalTempView(name: string): void {
    this.#createView(name, true, true);
  }
  #createView(name: string, replace: boolean, isGlobal: boolean): void {
    putTemp(
      [name],
      { name: name.toLowerCase(), schema: this.schema, plan: this.typedPlan, properties: {} },
      isGlobal,
      replace,
      this.sparkSession.sessionState,
    );
  }

  /** Computes the rows once and keeps them for the queries that follow. */
  cache(): DataFrame {
    return this.persist();
  }
  persist(): DataFrame {
    this.sparkSession.sessionState.shared.engine.cache(this.typedPlan);
    return this;
  }
  unpersist(): DataFrame {
    this.sparkSession.sessionState.shared.engine.uncache(this.typedPlan);
    return this;
  }
  /** The rows as they are now, cut off from what they were computed of. */
  localCheckpoint(_eager = true): DataFrame {
    const { output } = this.typedPlan;
    return new DataFrame(this.sparkSession, Object.freeze({ kind: 'localRelation', rows: this.#rows(), output }));
  }
  /** As `localCheckpoint`: the rows are kept by the driver, in no directory. */
  checkpoint(eager = true): DataFrame {
    return this.localCheckpoint(eager);
  }

  /** MEMORY_AND_DISK while the rows are kept, NONE otherwise. */
  get storageLevel(): StorageLevel {
    const isKept = this.sparkSession.sessionState.shared.engine.isCacheable(this.typedPlan);
    return isKept ? StorageLevel.MEMORY_AND_DISK : StorageLevel.NONE;
  }

  /** The files that the rows come from. */
  inputFiles(): string[] {
    return inputFilesOf(this.typedPlan);
  }

  /** Batches have no late rows: nothing is done. */
  withWatermark(_eventTime: string, _delayThreshold: string): DataFrame {
    return this;
  }

  get isLocal(): boolean {
    return this.typedPlan.kind === 'localRelation';
  }
  get isStreaming(): boolean {
    return false;
  }

  get write(): DataFrameWriter {
    return new DataFrameWriter(this);
  }

  /** Into a table of the catalog: `df.writeTo('t').append()`. */
  writeTo(table: string): DataFrameWriterV2 {
    return new DataFrameWriterV2(this, table);
  }

  /** The plan as SQL's EXPLAIN would read it. */
  get logicalPlan(): LogicalPlan {
    return this.relation;
  }

  /** `[age: bigint, name: string]`: two columns, and how many more. */
  toString(): string {
    return `[${firstFields(this.schema)}]`;
  }

  /** As `console.log` and the shell print it: its columns, or its rows when `spark.sql.repl.eagerEval.enabled` says so. */
  [inspect.custom](): string {
    const conf = (key: string) => this.sparkSession.sessionState.confOf(`spark.sql.repl.eagerEval.${key}`);
    if (conf('enabled') !== 'true') return this.toString();
    return this.showString(Number(conf('maxNumRows')), Number(conf('truncate'))).trimEnd();
  }

  [shipAs](): Shipping {
    return {
      kind: 'refuse',
      reason: 'a DataFrame: it lives on the driver only.',
      wayOut: 'collect what the closure needs first, and use the result.',
    };
  }
}

const columnsOf = (columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): Column[] =>
  (columns.flat() as readonly ColumnOrName[]).map(each => Column.of(each));

const joinTypes: Readonly<Record<string, JoinType>> = {
  inner: 'inner',
  cross: 'cross',
  outer: 'fullouter',
  full: 'fullouter',
  fullouter: 'fullouter',
  left: 'leftouter',
  leftouter: 'leftouter',
  right: 'rightouter',
  rightouter: 'rightouter',
  semi: 'leftsemi',
  leftsemi: 'leftsemi',
  anti: 'leftanti',
  leftanti: 'leftanti',
};

function joinTypeOf(how: string): JoinType {
  const type = joinTypes[how.toLowerCase().replaceAll('_', '')];
  if (type !== undefined) return type;
  throw sparkErrorOf(
    'UNSUPPORTED_JOIN_TYPE',
    {
      typ: how,
      supported: Object.keys(joinTypes)
        .map(each => `'${each}'`)
        .join(', '),
    },
    { name: 'AnalysisException' },
  );
}

/** Two columns, and how many there are more; structs of structs are written alike. */
function firstFields({ fields }: StructType): string {
  const shown = fields
    .slice(0, 2)
    .map(({ name, dataType }) => `${name}: ${dataType.kind === 'struct' ? `struct<${firstFields(dataType)}>` : dataType.simpleString}`);
  const more = fields.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` ... ${more} more field${more === 1 ? '' : 's'}`}`;
}
