/** Databases, tables and views. What all sessions of an application see is in `SharedCatalog`; temporary views are of one session. */
import { quotedId } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { Relation, TableClauses } from '../plan/index.js';
import type { StructType } from '../types/index.js';
import type { TableStatistics } from './table-statistics.js';

export const catalogName = 'spark_catalog';
export const globalTempDatabase = 'global_temp';

export interface Database {
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly properties: ReadonlyMap<string, string>;
}

export interface ViewText {
  /** The query as the person wrote it. */
  readonly text: string;
  readonly query: Relation;
  /** What happens when what it reads has changed. */
  readonly schemaMode?: 'binding' | 'compensation' | 'evolution' | 'typeEvolution' | undefined;
  /** Where its names are looked up. */
  readonly currentDatabase: string;
  /** What the columns of the query are called, below the names that the view gives them. */
  readonly queryColumns?: readonly string[] | undefined;
}

export interface TableEntry {
  readonly name: string;
  readonly database: string;
  readonly tableType: 'MANAGED' | 'EXTERNAL' | 'VIEW';
  readonly schema: StructType;
  readonly partitionColumns: readonly string[];
  readonly provider: string;
  readonly location: string;
  readonly options: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly comment?: string | undefined;
  readonly collation?: string | undefined;
  readonly bucketSpec?: TableClauses['bucketSpec'];
  readonly createdTimeMs: number;
  readonly view?: ViewText | undefined;
  /** The files are ours, in a format of our choice. */
  readonly isStoredByUs: boolean;
  /** Of ANALYZE TABLE; `statisticsOf` knows whether they still hold. */
  readonly statistics?: TableStatistics | undefined;
  /** By the directory of the partition. */
  readonly partitionStatistics?: ReadonlyMap<string, TableStatistics> | undefined;
}

/** A temporary view: a query in SQL, which is resolved anew, or the plan of a DataFrame. */
export interface TempView {
  readonly name: string;
  readonly columnNames?: readonly string[] | undefined;
  readonly schema: StructType;
  readonly view?: ViewText | undefined;
  readonly plan?: TypedPlan | undefined;
  readonly comment?: string | undefined;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdTimeMs?: number | undefined;
}

export class SharedCatalog {
  readonly databases = new Map<string, Database>();
  /** By `database.table`, in lower case. */
  readonly tables = new Map<string, TableEntry>();
  readonly globalTempViews = new Map<string, TempView>();
  readonly warehouse: string;

  constructor(warehouse: string) {
    this.warehouse = warehouse;
    this.databases.set('default', { name: 'default', description: 'default database', location: warehouse, properties: new Map() });
  }

  table(database: string, name: string): TableEntry | undefined {
    return this.tables.get(`${database}.${name}`.toLowerCase());
  }

  putTable(entry: TableEntry): void {
    this.tables.set(`${entry.database}.${entry.name}`.toLowerCase(), entry);
  }

  dropTable(database: string, name: string): void {
    this.tables.delete(`${database}.${name}`.toLowerCase());
  }

  tablesOf(database: string): TableEntry[] {
    return [...this.tables.values()].filter(each => each.database === database.toLowerCase()).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export class SessionCatalog {
  readonly shared: SharedCatalog;
  readonly tempViews = new Map<string, TempView>();
  currentDatabase = 'default';

  constructor(shared: SharedCatalog) {
    this.shared = shared;
  }

  tempView(nameParts: readonly string[]): TempView | undefined {
    const parts = nameParts.map(each => each.toLowerCase());
    if (parts.length === 1) return this.tempViews.get(parts[0]!);
    if (parts.length === 2 && parts[0] === globalTempDatabase) return this.shared.globalTempViews.get(parts[1]!);
    if (parts.length === 2 && parts[0] === 'session') return this.tempViews.get(parts[1]!);
    if (parts.length === 3 && parts[0] === 'system' && parts[1] === 'session') return this.tempViews.get(parts[2]!);
    return undefined;
  }

  /** The database and the name of a table that is no temporary view. @throws SparkError for an unknown catalog or too many parts */
  qualified(nameParts: readonly string[]): { database: string; table: string } {
    const parts = nameParts.map(each => each.toLowerCase());
    const [table] = parts.slice(-1) as [string];
    if (parts.length === 1) return { database: this.currentDatabase, table };
    if (parts.length === 2) return { database: parts[0]!, table };
    if (parts.length === 3 && parts[0] === catalogName) return { database: parts[1]!, table };
    throw sparkErrorOf('REQUIRES_SINGLE_PART_NAMESPACE', { sessionCatalog: catalogName, identifier: quotedId(...nameParts) });
  }

  table(nameParts: readonly string[]): TableEntry | undefined {
    const { database, table } = this.qualified(nameParts);
    return this.shared.table(database, table);
  }

  requireDatabase(name: string): Database {
    const found = this.shared.databases.get(name.toLowerCase());
    if (found === undefined) throw schemaNotFound(name);
    return found;
  }

  /** Where commands look for the tables and views that they name. */
  get tablePath(): string {
    return `[\`system\`.\`session\`, \`${catalogName}\`.\`${this.currentDatabase}\`]`;
  }

  get searchPath(): string {
    return `[\`system\`.\`builtin\`, \`system\`.\`session\`, \`${catalogName}\`.\`${this.currentDatabase}\`]`;
  }
}

export const schemaNotFound = (...name: readonly string[]): SparkError =>
  sparkErrorOf('SCHEMA_NOT_FOUND', { schemaName: quotedId(catalogName, ...name) }, { name: 'NoSuchNamespaceException' });
