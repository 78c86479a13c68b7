import { Column, type ColumnOrName } from './column.js';
import { DataFrame } from './dataframe.js';
import type { SparkSession } from './session.js';

/** Functions of SQL that give rows, as DataFrames: `spark.tvf.explode(array(lit(1), lit(2)))`. */
export class TableValuedFunction {
  readonly #session: SparkSession;

  constructor(session: SparkSession) {
    this.#session = session;
  }

  #rows(name: string, ...columns: readonly ColumnOrName[]): DataFrame {
    const args = columns.map(each => Column.of(each).expression);
    return DataFrame.of(this.#session, { kind: 'tableValuedFunction', nameParts: [name], arguments: args });
  }

  /** As `spark.range`. */
  range(end: number | bigint): DataFrame;
  range(start: number | bigint, end: number | bigint, step?: number | bigint, numPartitions?: number): DataFrame;
  range(...args: readonly any[]): DataFrame {
    return this.#session.range(...(args as [number]));
  }

  explode(collection: Column): DataFrame {
    return this.#rows('explode', collection);
  }
  explode_outer(collection: Column): DataFrame {
    return this.#rows('explode_outer', collection);
  }
  posexplode(collection: Column): DataFrame {
    return this.#rows('posexplode', collection);
  }
  posexplode_outer(collection: Column): DataFrame {
    return this.#rows('posexplode_outer', collection);
  }
  inline(structs: Column): DataFrame {
    return this.#rows('inline', structs);
  }
  inline_outer(structs: Column): DataFrame {
    return this.#rows('inline_outer', structs);
  }
  json_tuple(json: Column, ...fields: readonly Column[]): DataFrame {
    return this.#rows('json_tuple', json, ...fields);
  }
  /** @param count of rows that the fields are divided into */
  stack(count: Column, ...fields: readonly Column[]): DataFrame {
    return this.#rows('stack', count, ...fields);
  }
  variant_explode(variant: Column): DataFrame {
    return this.#rows('variant_explode', variant);
  }
  variant_explode_outer(variant: Column): DataFrame {
    return this.#rows('variant_explode_outer', variant);
  }
  /** The collations that there are. */
  collations(): DataFrame {
    return this.#rows('collations');
  }
  /** Words of SQL, and which of them are reserved. */
  sql_keywords(): DataFrame {
    return this.#rows('sql_keywords');
  }
}
