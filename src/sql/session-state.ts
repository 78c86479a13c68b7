/** What SQL keeps for one session, and what its analyzer asks. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completedAction, mappedAction, type RunningAction } from '../context/future-action.js';
import type { SparkConf } from '../context/spark-conf.js';
import type { SparkContext } from '../context/spark-context.js';
import type { QuerySource } from '../errors/query-context.js';
import { quotedId } from '../errors/quoted.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { SparkFiles } from '../executor/spark-files.js';
import { parseBytes } from '../threads/conf-units.js';
import { executorHeapBytes } from '../threads/memory-settings.js';
import { Analyzer } from './analyzer/analyzer.js';
import type { AnalyzerSession, NamedRelation } from './analyzer/analyzer-session.js';
import { hasAggregate } from './analyzer/select-builder.js';
import { ansiCoercion, legacyCoercion } from './analyzer/type-coercion.js';
import type { Attribute, TypedExpression } from './analyzer/typed-expression.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import { DuckDBClient } from './backend/duckdb/duckdb-client.js';
import { catalogName, SessionCatalog, SharedCatalog } from './catalog/session-catalog.js';
import type { SqlFunctionSource } from './commands/functions.js';
import type { EvaluationSettings, FunctionRecord } from './functions/function-record.js';
import { findFunction } from './functions/registry.js';
import { userFunctionCall } from './functions/user-funcs.js';
import { TimeZones } from './jvm/time-zones.js';
import { runLocally } from './local-execution.js';
import { parserOptionsOf } from './parser/parser-options.js';
import { parseExpression, parseMultipartIdentifier, parsePlan, parseQuery } from './parser/sql-parser.js';
import type { Expression, LogicalPlan } from './plan/index.js';
import type { RuntimeConfig } from './runtime-config.js';
import { dataSourcePlan, tablePlan } from './sources/data-source.js';
import { fileFormats } from './sources/file-formats.js';
import { scannedFiles } from './sources/input-files.js';
import { sqlDefaults } from './sql-conf.js';
import { withStrings } from './types/char-varchar.js';
import type { RowBatch } from './values/column-data.js';
import type { Value } from './values/value.js';

/** What the sessions of an application share. */
export class SharedSqlState {
  readonly catalog: SharedCatalog;
  readonly engine: DuckDBClient;
  readonly timeZones = new TimeZones();
  /** Functions of the person by `database.name`. */
  readonly functions = new Map<string, FunctionRecord>();
  /** What the person wrote of them, and of those of a session. */
  readonly sources = new WeakMap<FunctionRecord, SqlFunctionSource>();
  /** Columns of DataFrames by plan id. */
  readonly planOutputs = new Map<number, readonly Attribute[]>();
  #nextId = 1;
  #nextPlanId = 1;

  readonly context: SparkContext;

  constructor(context: SparkContext) {
    this.context = context;
    const conf = context.getConf;
    const warehouse = conf.getOption('spark.sql.warehouse.dir') ?? sqlDefaults['spark.sql.warehouse.dir']!;
    this.catalog = new SharedCatalog(pathToFileURL(resolve(warehouse.replace(/^file:\/*/, '/'))).href.replace('file:///', 'file:/'));
    this.engine = new DuckDBClient({
      threads: context.defaultParallelism,
      memoryLimit: memoryLimitOf(conf),
      progress: context.consoleProgress,
      localDirectory: conf.getOption('spark.local.dir'),
      functions: {
        console: context.console.shared,
        maxHeapMb: Math.round(executorHeapBytes(Object.fromEntries(conf.getAll())) / 2 ** 20),
        filesDirectory: SparkFiles.getRootDirectory(),
      },
      driver: {
        ship: f => context.shipFunction(f),
        mergeAccumulators: updates => context.mergeAccumulators(updates),
        mapStack: stack => context.sourceMapping.stack(stack),
      },
    });
  }

  newId(): number {
    return this.#nextId++;
  }

  newPlanId(): number {
    return this.#nextPlanId++;
  }
}

/** What queries may hold in memory before they spill; a share of the machine's, as DuckDB has it, when nothing says so. */
function memoryLimitOf(conf: SparkConf): string | undefined {
  const memory = conf.getOption('spark.driver.memory') ?? conf.getOption('spark.executor.memory');
  return memory === undefined ? undefined : `${parseBytes(memory, 'm')} bytes`;
}

export class SessionState {
  readonly shared: SharedSqlState;
  readonly conf: RuntimeConfig;
  readonly catalog: SessionCatalog;
  readonly variables = new Map<string, TypedExpression>();
  /** Functions of the person by name. */
  readonly functions = new Map<string, FunctionRecord>();
  readonly user: string;

  constructor(shared: SharedSqlState, conf: RuntimeConfig, user: string) {
    this.shared = shared;
    this.conf = conf;
    this.user = user;
    this.catalog = new SessionCatalog(shared.catalog);
  }

  confOf = (key: string): string | undefined => this.conf.getOption(key) ?? sqlDefaults[key];

  flag(key: string): boolean {
    return this.confOf(key)?.toLowerCase() === 'true';
  }

  /** Settings of one query: the clock stands still while it runs. */
  settings(): EvaluationSettings {
    const { timeZones } = this.shared;
    return {
      ansi: this.flag('spark.sql.ansi.enabled'),
      timeZone: timeZones.zoneOf(this.confOf('spark.sql.session.timeZone')!),
      timeZones,
      nowMicros: BigInt(Date.now()) * 1000n + BigInt(Math.floor((performance.now() * 1000) % 1000)),
      user: this.user,
      catalog: catalogName,
      database: this.catalog.currentDatabase,
      conf: this.confOf,
    };
  }

  parseExpression(text: string): Expression {
    return parseExpression(text, parserOptionsOf(this.confOf));
  }

  parsePlan(text: string | QuerySource): LogicalPlan {
    return parsePlan(text, parserOptionsOf(this.confOf));
  }

  analyzer(): Analyzer {
    const settings = this.settings();
    const { shared, catalog, confOf: conf } = this;
    const options = parserOptionsOf(conf);
    const session: AnalyzerSession = {
      coercion: settings.ansi ? ansiCoercion : legacyCoercion,
      settings,
      isCaseSensitive: this.flag('spark.sql.caseSensitive'),
      newId: () => shared.newId(),
      conf,
      lookupRelation: nameParts => this.#lookupRelation(nameParts),
      tableNotFound: (nameParts, origin) =>
        sparkErrorOf('TABLE_OR_VIEW_NOT_FOUND', { relationName: quotedId(...nameParts), searchPath: catalog.searchPath }, { origin }),
      lookupFunction: nameParts => this.lookupFunction(nameParts),
      functionNotFound: (nameParts, origin) =>
        sparkErrorOf('UNRESOLVED_ROUTINE', { routineName: quotedId(...nameParts), searchPath: catalog.searchPath }, { origin }),
      lookupVariable: nameParts => this.#lookupVariable(nameParts),
      parseMultipartIdentifier: text => parseMultipartIdentifier(text, options),
      castTarget: withStrings,
      checkPipe: (expression, child) => this.#checkPipe(expression, child),
      userDefinedFunction: ({ f }, args) => {
        shared.context.checkClosure(f.run);
        return userFunctionCall(f, args);
      },
      parseExpression: text => parseExpression(text, options),
      parseQuery: text => parseQuery(text, options),
      dataSource: relation => dataSourcePlan(relation, this),
      filesOf: scannedFiles,
      outputOfPlan: planId => shared.planOutputs.get(planId),
    };
    return new Analyzer(session);
  }

  /** The rows of a plan, computed here or by the engine. */
  run(plan: TypedPlan): readonly (readonly Value[])[] {
    const settings = this.settings();
    return runLocally(plan, settings) ?? this.shared.engine.run(plan, settings, this.confForThread());
  }

  /** As `run`, column by column where the engine computes them: `take` gets them as they come, and nothing is returned. */
  runBatches(plan: TypedPlan, take: (batch: RowBatch) => void): readonly (readonly Value[])[] | undefined {
    const settings = this.settings();
    const rows = runLocally(plan, settings);
    if (rows === undefined) this.shared.engine.runBatches(plan, settings, this.confForThread(), take);
    return rows;
  }

  /** As `runBatches`, without blocking where the engine has work. */
  startBatches(plan: TypedPlan, take: (batch: RowBatch) => void): RunningAction<readonly (readonly Value[])[] | undefined> {
    const settings = this.settings();
    try {
      const rows = runLocally(plan, settings);
      if (rows !== undefined) return completedAction(() => rows);
      return mappedAction(this.shared.engine.startBatches(plan, settings, this.confForThread(), take), () => undefined);
    } catch (error) {
      return completedAction(() => {
        throw error;
      });
    }
  }

  /** The settings that functions may ask for in the sql thread. */
  confForThread(): Readonly<Record<string, string>> {
    const all: Record<string, string> = { ...sqlDefaults };
    for (const [key, value] of this.conf.getAll) if (key.startsWith('spark.sql.')) all[key] = value;
    return all;
  }

  #lookupRelation(nameParts: readonly string[]): NamedRelation | undefined {
    const { catalog } = this;
    const temp = catalog.tempView(nameParts);
    if (temp !== undefined) {
      const isGlobal = nameParts.length === 2 && nameParts[0]!.toLowerCase() === 'global_temp';
      const { view, plan } = temp;
      return {
        kind: 'view',
        qualifier: isGlobal ? ['global_temp', temp.name] : [temp.name],
        columnNames: temp.columnNames,
        objectName: temp.name,
        isSql: view !== undefined,
        analyze: (_, analyze) => (view === undefined ? plan! : this.inDatabase(view.currentDatabase, () => analyze(view.query))),
      };
    }
    const entry = catalog.table(nameParts);
    if (entry === undefined) return this.#lookupFile(nameParts);
    const qualifier = [catalogName, entry.database, entry.name];
    if (entry.view === undefined) return { kind: 'table', qualifier, plan: newId => tablePlan(entry, newId) };
    const { view } = entry;
    return {
      kind: 'view',
      qualifier,
      schema: entry.schema,
      schemaMode: view.schemaMode,
      queryColumns: view.queryColumns,
      text: view.text,
      objectName: quotedId(...qualifier),
      isSql: true,
      analyze: (_, analyze) => this.inDatabase(view.currentDatabase, () => analyze(view.query)),
    };
  }

  /** `parquet`.`path` */
  #lookupFile(nameParts: readonly string[]): NamedRelation | undefined {
    const [format, path] = nameParts;
    if (nameParts.length !== 2 || !fileFormats.has(format!.toLowerCase()) || this.catalog.shared.databases.has(format!.toLowerCase()))
      return undefined;
    if (path === '') throw sparkErrorOf('INVALID_EMPTY_LOCATION', { location: '' });
    return {
      kind: 'table',
      qualifier: [],
      plan: () => dataSourcePlan({ kind: 'dataSource', format: format!.toLowerCase(), options: {}, paths: [path!] }, this),
    };
  }

  inDatabase<T>(database: string, run: () => T): T {
    const before = this.catalog.currentDatabase;
    this.catalog.currentDatabase = database;
    try {
      return run();
    } finally {
      this.catalog.currentDatabase = before;
    }
  }

  lookupFunction(nameParts: readonly string[]): FunctionRecord | undefined {
    const parts = nameParts.map(each => each.toLowerCase());
    const name = parts[parts.length - 1]!;
    const prefix = parts.slice(0, -1).join('.');
    if (prefix === '' || prefix === 'session' || prefix === 'system.session') {
      const own = this.functions.get(name);
      if (own !== undefined) return own;
      if (prefix !== '') return undefined;
    }
    const isBuiltin = prefix === '' || prefix === 'builtin' || prefix === 'system.builtin';
    const record = isBuiltin ? findFunction(name) : undefined;
    if (record !== undefined && record.group !== 'internal') return record;
    if (isBuiltin && prefix !== '') return undefined;
    const [database] = prefix === '' ? [this.catalog.currentDatabase] : parts.slice(-2);
    return this.shared.functions.get(`${database}.${name}`);
  }

  #lookupVariable(nameParts: readonly string[]): TypedExpression | undefined {
    const parts = nameParts.map(each => each.toLowerCase());
    if (parts.length > 1 && !['session', 'system.session'].includes(parts.slice(0, -1).join('.'))) return undefined;
    return this.variables.get(parts[parts.length - 1]!);
  }

  #checkPipe(
    {
      isAggregate,
      clause,
      origin,
    }: { readonly isAggregate: boolean; readonly clause: string; readonly origin?: TypedExpression['origin'] },
    child: TypedExpression,
  ): TypedExpression {
    if (isAggregate && !hasAggregate(child)) {
      throw sparkErrorOf('PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION', { expr: origin?.fragment ?? '' }, { origin });
    }
    if (!isAggregate && clause !== 'SELECT' && hasAggregate(child)) {
      throw sparkErrorOf('PIPE_OPERATOR_CONTAINS_AGGREGATE_FUNCTION', { expr: origin?.fragment ?? '', clause }, { origin });
    }
    return child;
  }
}
