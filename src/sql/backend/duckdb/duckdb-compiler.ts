/**
 * Typed plans to one query of DuckDB. Columns are named by the ids of their attributes. A node is a SELECT over its input, but joins and
 * filters on top of each other share one FROM and WHERE: DuckDB orders joins within a SELECT, never across the columns of another.
 */
import { attributeOf, collect, exists, transformDown } from '../../analyzer/expressions.js';
import { outerReferences } from '../../analyzer/outer-references.js';
import { project } from '../../analyzer/plans.js';
import type { Attribute, NamedExpression, TypedAlias, TypedExpression } from '../../analyzer/typed-expression.js';
import type {
  AggregatePlan,
  CtePlan,
  CteReferencePlan,
  ExpandPlan,
  GeneratePlan,
  JoinPlan,
  LimitPlan,
  LocalRelationPlan,
  SamplePlan,
  ScanPlan,
  SetOperationPlan,
  SortPlan,
  TypedPlan,
  WindowPlan,
  WithCtePlan,
} from '../../analyzer/typed-plan.js';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { runLocally } from '../../local-execution.js';
import { hasRecordSource } from '../../sources/record-reader.js';
import { type DataType, StructField, StructType } from '../../types/index.js';
import type { Value } from '../../values/value.js';
import { isCollated } from './collation-keys.js';
import { columnSql, literalOf, typeSql } from './duckdb-sql.js';
import { type CompileMode, ExpressionCompiler } from './expression-compiler.js';
import { type FileScanData, fileScanOf } from './file-scan.js';
import type { RegisteredProgram } from './programs.js';
import type { LocalTable } from './protocol.js';
import { noRowsSql, scanSql } from './scan.js';

export interface CompiledQuery {
  readonly sql: string;
  readonly programs: readonly RegisteredProgram[];
  /** Rows that are too many for the text of the query. */
  readonly tables: readonly LocalTable[];
  readonly joinCount: number;
  /** Files that JavaScript reads. */
  readonly scans: readonly FileScanData[];
  readonly output: readonly Attribute[];
}

/** Rows that are written into the text of the query, at most. */
const maxRowsInText = 200;
/** Inputs of a union that are written as they are, at most. */
const maxInputsInText = 16;

/** @param cached tables that hold the rows of plans */
export function compileQuery(
  plan: TypedPlan,
  settings: EvaluationSettings,
  mode: CompileMode,
  cached: ReadonlyMap<TypedPlan, string>,
): CompiledQuery {
  const compiler = new PlanCompiler(settings, mode, cached);
  const columns = plan.output.map(each => columnSql(each.id));
  const sql = compiler.compile(plan);
  return {
    sql: columns.length === 0 ? sql : `SELECT ${columns.join(', ')} FROM ${compiler.from(plan, sql)}`,
    programs: compiler.expressions.programs,
    tables: compiler.tables,
    joinCount: compiler.joinCount,
    scans: compiler.scans,
    output: plan.output,
  };
}

class PlanCompiler {
  readonly expressions: ExpressionCompiler;
  readonly tables: LocalTable[] = [];
  joinCount = 0;
  readonly scans: FileScanData[] = [];
  readonly #settings: EvaluationSettings;
  readonly #cached: ReadonlyMap<TypedPlan, string>;
  #nextId = -1;
  #nextAlias = 0;

  constructor(settings: EvaluationSettings, mode: CompileMode, cached: ReadonlyMap<TypedPlan, string>) {
    this.#cached = cached;
    this.#settings = settings;
    this.expressions = new ExpressionCompiler({
      settings,
      mode,
      newId: () => this.#nextId--,
      compilePlan: plan => this.#subquery(plan),
    });
  }

  /** The columns of a subquery in their order, and no others. */
  #subquery(plan: TypedPlan): string {
    const sql = this.compile(plan);
    if (plan.output.length === 0) return sql;
    return `SELECT ${plan.output.map(each => columnSql(each.id)).join(', ')} FROM (${sql}) q${this.#nextAlias++}`;
  }

  from(plan: TypedPlan, sql = this.compile(plan)): string {
    return `(${sql}) q${this.#nextAlias++}`;
  }

  compile(plan: TypedPlan): string {
    const table = this.#cached.get(plan);
    if (table !== undefined) return `SELECT * FROM "${table}"`;
    switch (plan.kind) {
      case 'localRelation':
        return this.#localRelation(plan);
      case 'range':
        return `SELECT CAST(range AS BIGINT) AS ${columnSql(plan.output[0]!.id)} FROM range(${plan.start}, ${plan.end}, ${plan.step})`;
      case 'scan':
        return hasRecordSource(plan.format) ? this.#recordScan(plan) : scanSql(plan, this.expressions.isReference);
      case 'project':
        return `SELECT ${this.#list(plan.expressions)} ${this.#fromWhere(plan.input)}`;
      case 'filter':
      case 'join':
        return `SELECT ${columnsOf(plan)} ${this.#fromWhere(plan)}`;
      case 'aggregate':
        return this.#aggregate(plan);
      case 'window':
        return this.#window(plan);
      case 'sort':
        return this.#sort(plan);
      case 'limit':
        return this.#limit(plan);
      case 'tail': {
        const counted = `SELECT *, row_number() OVER () AS tail_n, count(*) OVER () AS tail_c FROM ${this.from(plan.input)}`;
        return `SELECT * EXCLUDE (tail_n, tail_c) FROM (${counted}) q${this.#nextAlias++} WHERE tail_n > tail_c - ${plan.limit}`;
      }
      case 'setOperation':
        return this.#setOperation(plan);
      case 'distinct': {
        const compared = plan.keys ?? (plan.output.some(each => isCollated(each.dataType)) ? plan.output : undefined);
        const keys = compared?.map(each => this.expressions.key(each));
        if (plan.output.length === 0) return `SELECT * FROM ${this.from(plan.input)} LIMIT 1`;
        const columns = plan.output.map(each => columnSql(each.id)).join(', ');
        return `SELECT DISTINCT ${keys === undefined ? '' : `ON (${keys.join(', ')}) `}${columns} FROM ${this.from(plan.input)}`;
      }
      case 'generate':
        return this.#generate(plan);
      case 'expand':
        return this.#expand(plan);
      case 'sample':
        return this.#sample(plan);
      case 'note':
        return this.compile(plan.input);
      case 'withCte':
        return this.#withCte(plan);
      case 'cteReference':
        return this.#cteReference(plan);
    }
  }

  /** The number of a row is a column first: as part of the condition it would be drawn for each bound. */
  #sample({ input, draw, lowerBound, upperBound }: SamplePlan): string {
    const number = draw === undefined ? 'random()' : this.expressions.compile(draw);
    const drawn = `SELECT *, ${number} AS draw FROM ${this.from(input)}`;
    return `SELECT * EXCLUDE (draw) FROM (${drawn}) q${this.#nextAlias++} WHERE draw >= ${lowerBound} AND draw < ${upperBound}`;
  }

  #fromWhere(plan: TypedPlan): string {
    const { from, where } = this.#source(plan);
    return `FROM ${from}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`;
  }

  #source(plan: TypedPlan): Source {
    if (plan.kind === 'filter' && !this.#cached.has(plan)) {
      const source = this.#source(plan.input);
      return { ...source, where: [...source.where, this.expressions.condition(plan.condition)] };
    }
    if (plan.kind === 'join' && !this.#cached.has(plan)) return this.#join(plan);
    if (plan.kind === 'note' && !this.#cached.has(plan)) return this.#source(plan.input);
    return this.#table(plan);
  }

  /** A table function of JavaScript: it gives the columns that the query asks for, under the numbers of their places. */
  #recordScan(plan: ScanPlan): string {
    const name = `scan_${this.scans.length}`;
    const scan = fileScanOf(name, plan, this.#settings);
    if (scan.files.length === 0) return noRowsSql(plan);
    this.scans.push(scan);
    const columns = plan.output.map((each, i) => `"f${i}" AS ${columnSql(each.id)}`);
    return `SELECT ${columns.length === 0 ? '0 AS "_"' : columns.join(', ')} FROM "${name}"()`;
  }

  /** A list of SELECT; DuckDB has no rows without columns. */
  #list(expressions: readonly NamedExpression[]): string {
    if (expressions.length === 0) return '0 AS "_"';
    const seen = new Set<number>();
    return expressions
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .map(each => (each.kind === 'attribute' ? columnSql(each.id) : `${this.expressions.compile(each.child)} AS ${columnSql(each.id)}`))
      .join(', ');
  }

  /** DuckDB takes no subquery beside a frame of a distance: what it divides and orders by becomes a column of the input. */
  #window(plan: WindowPlan): string {
    const added: TypedAlias[] = [];
    const column = (each: TypedExpression): TypedExpression => {
      if (!exists(each, isSubquery)) return each;
      const made = this.#computed(each);
      added.push(made);
      return attributeOf(made);
    };
    const windows = plan.windows.map(each => {
      const { child } = each;
      if (child.kind !== 'window' || child.frame.frameType !== 'range') return each;
      const order = child.order.map(item => ({ ...item, child: column(item.child) }));
      return { ...each, child: { ...child, partition: child.partition.map(column), order } };
    });
    const columns = windows.map(each => `${this.#windowOf(each)} AS ${columnSql(each.id)}`);
    return `SELECT *, ${columns.join(', ')} FROM ${this.from(widened(plan.input, added))}`;
  }

  #windowOf(each: NamedExpression): string {
    const call = each.kind === 'alias' ? each.child : each;
    return call.kind === 'window' ? this.expressions.window(call) : this.expressions.compile(call);
  }

  #localRelation(plan: LocalRelationPlan): string {
    const { rows, output } = plan;
    if (output.length === 0) return rows.length === 1 ? 'SELECT 0 AS "_"' : `SELECT 0 AS "_" FROM range(${rows.length})`;
    if (rows.length === 0)
      return `SELECT ${output.map(each => `CAST(NULL AS ${typeSql(each.dataType)}) AS ${columnSql(each.id)}`).join(', ')} WHERE false`;
    if (rows.length > maxRowsInText) {
      const name = `local_${this.tables.length}`;
      this.tables.push({ name, plan });
      return `SELECT ${output.map((each, i) => `"v${i}" AS ${columnSql(each.id)}`).join(', ')} FROM "${name}"`;
    }
    const values = rows.map(row => `(${row.map((value, i) => literalOf(value, output[i]!.dataType)).join(', ')})`);
    return `SELECT * FROM (VALUES ${values.join(', ')}) q${this.#nextAlias++}(${output.map(each => columnSql(each.id)).join(', ')})`;
  }

  /** Groups are columns of their own before they are grouped by, so that aggregates still see the columns they were made of. */
  #aggregate(plan: AggregatePlan): string {
    const { grouping, aggregates, groupingSets, groupingId } = plan;
    const made = grouping.filter(each => each.kind === 'alias' || isFloating(each.dataType));
    const computed = made.filter(each => each.kind === 'alias').map(each => `${this.expressions.compile(each)} AS ${columnSql(each.id)}`);
    const source = this.#fromWhere(plan.input);
    const from = computed.length === 0 ? source : `FROM (SELECT *, ${computed.join(', ')} ${source}) q${this.#nextAlias++}`;
    // -0.0 is in the group of 0.0, and is shown as that.
    const keys = grouping.map(each =>
      isFloating(each.dataType) ? `(${columnSql(each.id)} + 0)` : this.expressions.key(each.kind === 'alias' ? attributeOf(each) : each),
    );
    const isInSomeSet = (index: number): boolean => groupingSets?.some(set => set.includes(index)) ?? true;
    const list = grouping.map((each, i) => {
      const column = columnSql(each.id);
      if (!isInSomeSet(i)) return `CAST(NULL AS ${typeSql(each.dataType)}) AS ${column}`;
      // One of the texts that are equal.
      if (isCollated(each.dataType)) return `CASE WHEN GROUPING(${keys[i]}) = 0 THEN first(${column}) END AS ${column}`;
      return keys[i] === column ? column : `${keys[i]} AS ${column}`;
    });
    for (const each of aggregates) {
      const call = each.kind === 'alias' ? each.child : each;
      const sql = call.kind === 'aggregate' ? this.expressions.aggregate(call) : this.expressions.compile(call);
      list.push(`${sql} AS ${columnSql(each.id)}`);
    }
    if (groupingId !== undefined) {
      const bits = keys.map((key, i) => `(${isInSomeSet(i) ? `GROUPING(${key})` : 1} << ${keys.length - 1 - i})`);
      const id = keys.every((_, i) => isInSomeSet(i)) ? `GROUPING(${keys.join(', ')})` : bits.join(' + ');
      list.push(`CAST(${keys.length === 0 ? '0' : id} AS BIGINT) AS ${columnSql(groupingId.id)}`);
    }
    if (list.length === 0) list.push('count(*) AS "_"');
    if (groupingSets === undefined && keys.length > 0) return `SELECT ${list.join(', ')} ${from} GROUP BY ${keys.join(', ')}`;
    if (groupingSets === undefined) return `SELECT ${list.join(', ')} ${from}`;
    const sets = groupingSets.map(set => `(${set.map(index => keys[index]!).join(', ')})`);
    // Without input rows there is no group, not even that of the empty set.
    return `SELECT ${list.join(', ')} ${from} GROUP BY GROUPING SETS (${sets.join(', ')}) HAVING count(*) > 0`;
  }

  #limit({ input, limit, offset }: LimitPlan): string {
    const cut = `${limit === undefined ? '' : ` LIMIT ${limit}`}${offset === undefined ? '' : ` OFFSET ${offset}`}`;
    // A limit on top of a sort is one SELECT, which DuckDB runs as a top-n.
    return (input.kind === 'note' ? input.input : input).kind === 'sort'
      ? `${this.compile(input)}${cut}`
      : `SELECT * FROM ${this.from(input)}${cut}`;
  }

  #table(plan: TypedPlan): Source {
    return { from: this.from(plan), where: [], isJoin: false };
  }

  #join(plan: JoinPlan): Source {
    const { joinType, isLateral } = plan;
    this.joinCount++;
    const isInner = joinType === 'inner' || joinType === 'cross';
    const sides = isInner ? plan : this.#withoutSubqueries(plan);
    // What a WHERE leaves out of a side that is filled with NULLs must be left out before the join.
    const canFilterLeft = !isLateral && joinType !== 'rightouter' && joinType !== 'fullouter';
    const left = canFilterLeft ? this.#source(sides.left) : this.#table(sides.left);
    const right = isInner && !isLateral ? this.#source(sides.right) : this.#table(sides.right);
    const on = sides.condition === undefined ? 'true' : this.expressions.condition(sides.condition);
    const rightFrom = right.isJoin ? `(${right.from})` : right.from;
    return {
      from: `${left.from} ${joinWords[joinType]} ${isLateral ? 'LATERAL ' : ''}${rightFrom} ON ${on}`,
      where: [...left.where, ...right.where],
      isJoin: true,
    };
  }

  /** DuckDB takes no subquery in the condition of an outer join: it becomes a column of the side that it reads. */
  #withoutSubqueries(plan: JoinPlan): Pick<JoinPlan, 'left' | 'right' | 'condition'> {
    if (plan.condition === undefined) return plan;
    const added: Record<'left' | 'right', TypedAlias[]> = { left: [], right: [] };
    const rightIds = new Set(plan.right.output.map(each => each.id));
    const condition = transformDown(plan.condition, each => {
      if (each.kind !== 'scalarSubquery' && each.kind !== 'exists' && each.kind !== 'inSubquery') return each;
      const reads = [...attributesOf(each), ...outerReferences(each.plan)];
      const side = reads.some(attribute => rightIds.has(attribute.id)) ? 'right' : 'left';
      const made = this.#computed(each);
      added[side].push(made);
      return attributeOf(made);
    });
    return { left: widened(plan.left, added.left), right: widened(plan.right, added.right), condition };
  }

  #computed(child: TypedExpression): TypedAlias {
    const { dataType, nullable } = child;
    return { kind: 'alias', child, name: 'subquery', id: this.#nextId--, metadata: {}, qualifier: [], dataType, nullable };
  }

  /** Set operations look for equal texts by their keys. */
  #collatedSetOperation(plan: SetOperationPlan): string {
    const { operation, inputs, output } = plan;
    const keys = output.map(each => this.expressions.key(each));
    const [left, ...others] = inputs.map(input => {
      const columns = input.output.map((each, i) => `${columnSql(each.id)} AS ${columnSql(output[i]!.id)}`);
      return `SELECT ${columns.join(', ')} FROM ${this.from(input)}`;
    });
    const distinct = (sql: string) => `SELECT DISTINCT ON (${keys.join(', ')}) * FROM (${sql}) q${this.#nextAlias++}`;
    if (operation === 'union') return distinct([left, ...others].join(' UNION ALL '));
    const keyed = (sql: string) =>
      `(SELECT *, ${keys.map((key, i) => `${key} AS key_${i}`).join(', ')} FROM (${sql}) q${this.#nextAlias++})`;
    const join = operation === 'intersect' ? 'SEMI JOIN' : 'ANTI JOIN';
    const same = keys.map((_, i) => `l.key_${i} IS NOT DISTINCT FROM r.key_${i}`).join(' AND ');
    const matched = others.reduce(
      (all, other) =>
        `SELECT l.* EXCLUDE (${keys.map((_, i) => `key_${i}`).join(', ')}) FROM ${keyed(all!)} l ${join} ${keyed(other)} r ON ${same}`,
      left,
    );
    return distinct(matched!);
  }

  /** Constants order nothing; DuckDB would take a number for the place of a column. */
  #sort({ input, order }: SortPlan): string {
    const items = order.filter(each => each.child.kind !== 'literal').map(each => this.expressions.orderItem(each));
    return `SELECT * FROM ${this.from(input)}${items.length === 0 ? '' : ` ORDER BY ${items.join(', ')}`}`;
  }

  #setOperation(plan: SetOperationPlan): string {
    const { operation, isAll, output } = plan;
    if (!isAll && output.some(each => isCollated(each.dataType))) return this.#collatedSetOperation(plan);
    const word = `${operation.toUpperCase()}${isAll ? ' ALL' : ''}`;
    const inputs = operation === 'union' ? this.#withConstantsAsRows(this.#unionInputs(plan)) : plan.inputs;
    const parts = inputs.map(input => {
      const columns = input.output.map((each, i) => `${columnSql(each.id)} AS ${columnSql(output[i]!.id)}`);
      return `(SELECT ${columns.length === 0 ? '0 AS "_"' : columns.join(', ')} FROM ${this.from(input)})`;
    });
    return `SELECT * FROM (${balanced(parts, ` ${word} `)}) q${this.#nextAlias++}`;
  }

  /** A union of unions is one of all their inputs: `df.union(...)` in a loop would be deeper than DuckDB allows. */
  #unionInputs(plan: SetOperationPlan): readonly TypedPlan[] {
    return plan.inputs.flatMap(input =>
      input.kind === 'setOperation' && input.operation === 'union' && input.isAll && !this.#cached.has(input)
        ? this.#unionInputs(input)
        : input,
    );
  }

  /** Inputs of constants beside each other become rows of one: DuckDB takes long for many inputs. */
  #withConstantsAsRows(inputs: readonly TypedPlan[]): readonly TypedPlan[] {
    if (inputs.length <= maxInputsInText) return inputs;
    const result: TypedPlan[] = [];
    let gathered: { readonly rows: (readonly Value[])[]; readonly output: readonly Attribute[] } | undefined;
    for (const input of inputs) {
      const rows = this.#constantRows(input);
      if (rows === undefined) {
        gathered = undefined;
        result.push(input);
      } else if (gathered === undefined) {
        gathered = { rows: [...rows], output: input.output };
        result.push({ kind: 'localRelation', ...gathered });
      } else gathered.rows.push(...rows);
    }
    return result;
  }

  /** Undefined for what must be run; also when it fails, since then it is for the query to say so. */
  #constantRows(plan: TypedPlan): readonly (readonly Value[])[] | undefined {
    try {
      return runLocally(plan, this.#settings);
    } catch {
      return undefined;
    }
  }

  #generate({ input, generator, isOuter, generatorOutput }: GeneratePlan): string {
    const row = new StructType(generatorOutput.map((each, i) => new StructField(`_${i}`, each.dataType, true)));
    const list = this.expressions.generator(generator, row);
    const rows = isOuter ? `CASE WHEN len(${list}) > 0 THEN ${list} ELSE [CAST(NULL AS ${typeSql(row)})] END` : list;
    const alias = `e${this.#nextAlias++}`;
    const inner = `SELECT *, unnest(${rows}) AS ${alias} FROM ${this.from(input)}`;
    const columns = generatorOutput.map((each, i) => `struct_extract(${alias}, '_${i}') AS ${columnSql(each.id)}`);
    return `SELECT * EXCLUDE (${alias}), ${columns.join(', ')} FROM (${inner}) q${this.#nextAlias++}`;
  }

  #expand({ input, projections, output }: ExpandPlan): string {
    const row = new StructType(output.map((each, i) => new StructField(`_${i}`, each.dataType, true)));
    const rows = projections.map(
      projection =>
        `CAST(struct_pack(${projection.map((each, i) => `_${i} := ${this.expressions.compile(each)}`).join(', ')}) AS ${typeSql(row)})`,
    );
    const alias = `e${this.#nextAlias++}`;
    const columns = output.map((each, i) => `struct_extract(${alias}, '_${i}') AS ${columnSql(each.id)}`);
    return `SELECT ${columns.join(', ')} FROM (SELECT unnest([${rows.join(', ')}]) AS ${alias} FROM ${this.from(input)}) q${this.#nextAlias++}`;
  }

  #withCte({ definitions, input }: WithCtePlan): string {
    if (definitions.length === 0) return this.compile(input);
    const isRecursive = definitions.some(each => each.isRecursive);
    const parts = definitions.map(definition => {
      const { id, plan } = definition;
      const columns = plan.output.length === 0 ? ['"_"'] : plan.output.map(each => columnSql(each.id));
      if (definition.isRecursive && plan.kind === 'setOperation')
        return `cte_${id}(${columns.join(', ')}, "level") AS (${this.#recursiveBody(definition, plan)})`;
      return `cte_${id}(${columns.join(', ')}) AS (${plan.output.length === 0 ? this.compile(plan) : this.#subquery(plan)})`;
    });
    const query = `SELECT * FROM ${this.from(input)}`;
    // Each WITH is a level of DuckDB's binder, so those that nothing reads are left out.
    const used = new Set<number>();
    const visit = (text: string) => {
      for (const [, id] of text.matchAll(/\bcte_(\d+)\b/g)) {
        const index = definitions.findIndex(each => each.id === Number(id));
        if (index < 0 || used.has(index)) continue;
        used.add(index);
        visit(parts[index]!);
      }
    };
    visit(query);
    if (used.size === 0) return query;
    return `WITH ${isRecursive ? 'RECURSIVE ' : ''}${parts.filter((_, i) => used.has(i)).join(', ')} ${query}`;
  }

  /** DuckDB wants the union of anchor and step on top. It would go on for ever, so the level is a column that is watched. */
  #recursiveBody({ id, maxRecursion }: CtePlan, { inputs }: SetOperationPlan): string {
    const [anchor, step] = inputs.map(input => `(${this.#subquery(input)}) q${this.#nextAlias++}`);
    const limitOf = (key: string) => Number(this.#settings.conf(key));
    const level = this.expressions.recursionLevel(
      `(SELECT max("level") FROM cte_${id}) + 1`,
      maxRecursion ?? limitOf('spark.sql.cteRecursionLevelLimit'),
      limitOf('spark.sql.cteRecursionRowLimit'),
    );
    return `SELECT *, CAST(1 AS BIGINT) FROM ${anchor} UNION ALL SELECT *, ${level} FROM ${step}`;
  }

  #cteReference({ cteId, definitionOutput, output }: CteReferencePlan): string {
    const columns = output.map((each, i) => `${columnSql(definitionOutput[i]!.id)} AS ${columnSql(each.id)}`);
    return `SELECT ${columns.length === 0 ? '0 AS "_"' : columns.join(', ')} FROM cte_${cteId}`;
  }
}

/** What joins and filters on top of each other read, and what the rows must be. */
interface Source {
  readonly from: string;
  readonly where: readonly string[];
  readonly isJoin: boolean;
}

const columnsOf = (plan: TypedPlan): string =>
  plan.output.length === 0 ? '0 AS "_"' : plan.output.map(each => columnSql(each.id)).join(', ');

/** Many inputs of a union as a tree that is not deeper than it must be: the time of DuckDB's binder grows with the depth. */
function balanced(parts: readonly string[], word: string): string {
  if (parts.length <= maxInputsInText) return parts.join(word);
  const half = Math.ceil(parts.length / 2);
  return `(${balanced(parts.slice(0, half), word)})${word}(${balanced(parts.slice(half), word)})`;
}

const isFloating = (type: DataType): boolean => type.kind === 'float' || type.kind === 'double';

const joinWords = {
  inner: 'JOIN',
  cross: 'JOIN',
  leftouter: 'LEFT JOIN',
  rightouter: 'RIGHT JOIN',
  fullouter: 'FULL JOIN',
  leftsemi: 'SEMI JOIN',
  leftanti: 'ANTI JOIN',
} as const;

const isSubquery = ({ kind }: TypedExpression): boolean => kind === 'scalarSubquery' || kind === 'exists' || kind === 'inSubquery';

const widened = (input: TypedPlan, columns: readonly TypedAlias[]): TypedPlan =>
  columns.length === 0 ? input : project(input, [...input.output, ...columns]);

const attributesOf = (expression: TypedExpression): readonly Attribute[] =>
  collect(expression, (each): each is Attribute => each.kind === 'attribute');
