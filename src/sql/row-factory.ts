/** Makes the rows of a result, all of one shape. */
import { Row } from './row.js';
import type { DataType, StructType } from './types/index.js';
import { halvesOf, longAt, userReader } from './user-values.js';
import type { ColumnData, RowBatch } from './values/column-data.js';
import { wholeText } from './values/column-reader.js';

const longestGenerated = 200;

/** Writes the rows of a batch into `rows`, from `at` on. */
export type AddRows = (batch: RowBatch, rows: Row[], at: number) => void;

type Loop = (count: number, rows: Row[], at: number, sources: readonly unknown[], long: typeof longAt) => void;

/**
 * As `new Row(values, schema.fieldNames, schema)` for each row: several times as fast, since V8 knows the shape of what one constructor
 * makes, and since the loop reads plain columns itself.
 */
export function rowFactory(schema: StructType): AddRows {
  const names = schema.fieldNames;
  const types = schema.fields.map(({ dataType }) => dataType);
  const shape = Row.shapeOf(names, schema);
  if (!shape.isPlain || names.length > longestGenerated)
    return ({ rowCount, columns }, rows, at) => {
      const reads = columns.map((column, k) => userReader(column, types[k]!));
      for (let i = 0; i < rowCount; i++)
        rows[at + i] = Row.shaped(
          reads.map(read => read(i)),
          shape,
        );
    };
  const loops = new Map<string, Loop>();
  return ({ rowCount, columns }, rows, at) => {
    const places = columns.map((column, k) => placeOf(column, types[k]!, k));
    const values = places.map(({ value }) => value).join(', ');
    const sources = places.map(place => place.sources).join(', ');
    let loop = loops.get(values);
    if (loop === undefined) {
      loop = loopOf(names, shape, sources, values);
      loops.set(values, loop);
    }
    loop(
      rowCount,
      rows,
      at,
      places.flatMap(place => place.given),
      longAt,
    );
  };
}

/**
 *     function Row(v0, v1) { this[shapeOf] = shape; this["id"] = v0; this["name"] = v1; }
 *     (count, rows, at, [a0, b0, a1, b1], long) => { for (let i = 0; i < count; i++) rows[at + i] = new Row(long(b0, a0, i), ...); }
 */
function loopOf(names: readonly string[], shape: unknown, sources: string, values: string): Loop {
  const parameters = names.map((_, k) => `v${k}`).join(', ');
  const assignments = names.map((name, k) => `this[${JSON.stringify(name)}] = v${k};`).join(' ');
  const text = `function Row(${parameters}) { this[shapeOf] = shape; ${assignments} }
Row.prototype = prototype;
return (count, rows, at, [${sources}], long) => { for (let i = 0; i < count; i++) rows[at + i] = new Row(${values}); };`;
  return new Function('shapeOf', 'shape', 'prototype', text)(Symbol.for('ts-spark-shell.row.shape'), shape, Row.prototype) as Loop;
}

interface Place {
  /** Names of what the loop reads a column from, and what they stand for. */
  readonly sources: string;
  readonly given: readonly unknown[];
  /** The value of row `i`, in JavaScript. */
  readonly value: string;
}

function placeOf(column: ColumnData, type: DataType, k: number): Place {
  const plain = plainPlaceOf(column, type, k);
  if (plain === undefined) return { sources: `a${k}`, given: [userReader(column, type)], value: `a${k}(i)` };
  if (column.kind === 'values' || column.nulls === undefined) return plain;
  return {
    sources: `n${k}, ${plain.sources}`,
    given: [column.nulls, ...plain.given],
    value: `n${k}[i] === 1 ? null : ${plain.value}`,
  };
}

const plainTypes: ReadonlySet<DataType['kind']> = new Set(['byte', 'short', 'integer', 'float', 'double']);

function plainPlaceOf(column: ColumnData, type: DataType, k: number): Place | undefined {
  if (column.kind === 'packed' && plainTypes.has(type.kind)) return { sources: `a${k}`, given: [column.values], value: `a${k}[i]` };
  if (column.kind === 'packed' && type.kind === 'long') {
    const values = column.values as BigInt64Array;
    return { sources: `a${k}, b${k}`, given: [values, halvesOf(values)], value: `long(b${k}, a${k}, i)` };
  }
  if (column.kind === 'texts')
    return {
      sources: `a${k}, b${k}`,
      given: [wholeText(column), column.ends],
      value: `a${k}.substring(i === 0 ? 0 : b${k}[i - 1], b${k}[i])`,
    };
  return undefined;
}
