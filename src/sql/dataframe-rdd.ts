/** Rows of a DataFrame as an RDD. They travel as plain columns; executors make rows of them. */
import type { RunningAction } from '../context/future-action.js';
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import type { ColumnSlice } from '../executor/blocks/rows-builder.js';
import type { RDD } from '../rdd/rdd.js';
import { narrow } from '../rdd/rdd-definition.js';
import { type RowSink, runInto, startInto } from './collect-rows.js';
import type { DataFrame } from './dataframe.js';
import { LocalDate, LocalDateTime } from './local-date.js';
import { Row } from './row.js';
import type { DataType, StructType } from './types/index.js';
import { userReader, userValueOf } from './user-values.js';
import { Decimal } from './values/decimal.js';

/** Makes a value of a class of what travels for it. Executors have those that a query needs. */
interface Makers {
  readonly decimal?: (unscaled: bigint, scale: number) => Decimal;
  readonly date?: (epochDay: number) => LocalDate;
  readonly dateTime?: (micros: bigint) => LocalDateTime;
}

/** Where rows, and other values that do not travel as they are, are inside of a value. */
type Nested =
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'row'; readonly names: readonly string[]; readonly fields: readonly (Nested | undefined)[] }
  | { readonly kind: 'array'; readonly element: Nested }
  | { readonly kind: 'map'; readonly key: Nested | undefined; readonly value: Nested | undefined };

function nestedOf(type: DataType): Nested | undefined {
  switch (type.kind) {
    case 'struct':
      return rowOf(type);
    case 'array': {
      const element = nestedOf(type.elementType);
      return element && { kind: 'array', element };
    }
    case 'map': {
      const [key, value] = [nestedOf(type.keyType), nestedOf(type.valueType)];
      return key === undefined && value === undefined ? undefined : { kind: 'map', key, value };
    }
    case 'decimal':
      return { kind: 'decimal', scale: type.scale };
    case 'date':
      return { kind: 'date' };
    case 'timestampNtz':
      return { kind: 'dateTime' };
    default:
      return undefined;
  }
}

const rowOf = (type: StructType): Extract<Nested, { kind: 'row' }> => ({
  kind: 'row',
  names: type.fieldNames,
  fields: type.fields.map(field => nestedOf(field.dataType)),
});

/** Only what is there is shipped. */
function makersOf(nested: Nested | undefined): Makers {
  switch (nested?.kind) {
    case 'decimal':
      return { decimal: (unscaled, scale) => new Decimal(unscaled, scale) };
    case 'date':
      return { date: epochDay => new LocalDate(epochDay) };
    case 'dateTime':
      return { dateTime: micros => new LocalDateTime(micros) };
    case 'row':
      return Object.assign({}, ...nested.fields.map(makersOf)) as Makers;
    case 'array':
      return makersOf(nested.element);
    case 'map':
      return { ...makersOf(nested.key), ...makersOf(nested.value) };
    case undefined:
      return {};
  }
}

/**
 * A value without objects of classes: each of them would be written by itself, which takes most of the time; and the rows of the driver
 * hold their schema, which does not travel.
 */
function toPlain(nested: Nested): (value: any) => unknown {
  switch (nested.kind) {
    case 'decimal':
      return (value: Decimal | null) => (value === null ? null : value.unscaled);
    case 'date':
      return (value: LocalDate | null) => (value === null ? null : value.epochDay);
    case 'dateTime':
      return (value: LocalDateTime | null) => (value === null ? null : value.micros);
    case 'row': {
      const fields = nested.fields.map(each => each && toPlain(each));
      return (row: Row | null) =>
        row === null ? null : row.toSeq().map((value, i) => (fields[i] === undefined ? value : fields[i](value)));
    }
    case 'array': {
      const element = toPlain(nested.element);
      return (values: readonly unknown[] | null) => (values === null ? null : values.map(element));
    }
    case 'map': {
      const [key, value] = [nested.key && toPlain(nested.key), nested.value && toPlain(nested.value)];
      return (map: ReadonlyMap<unknown, unknown> | null) =>
        map && new Map([...map].map(([k, v]) => [key === undefined ? k : key(k), value === undefined ? v : value(v)]));
    }
  }
}

/** The opposite of `toPlain`; runs on executors. */
function reviverOf(nested: Nested, makers: Makers): (value: any) => any {
  switch (nested.kind) {
    case 'decimal': {
      const [make, { scale }] = [makers.decimal!, nested];
      return (unscaled: bigint | null) => (unscaled === null ? null : make(unscaled, scale));
    }
    case 'date': {
      const make = makers.date!;
      return (epochDay: number | null) => (epochDay === null ? null : make(epochDay));
    }
    case 'dateTime': {
      const make = makers.dateTime!;
      return (micros: bigint | null) => (micros === null ? null : make(micros));
    }
    case 'row': {
      const shape = Row.shapeOf(nested.names);
      const fields = nested.fields.map(each => each && reviverOf(each, makers));
      const isFlat = fields.every(each => each === undefined);
      return (values: readonly unknown[] | null) =>
        values && Row.shaped(isFlat ? values : values.map((value, i) => (fields[i] === undefined ? value : fields[i](value))), shape);
    }
    case 'array': {
      const element = reviverOf(nested.element, makers);
      return (values: readonly unknown[] | null) => (values === null ? null : values.map(element));
    }
    case 'map': {
      const [key, value] = [nested.key && reviverOf(nested.key, makers), nested.value && reviverOf(nested.value, makers)];
      return (map: ReadonlyMap<unknown, unknown> | null) =>
        map && new Map([...map].map(([k, v]) => [key === undefined ? k : key(k), value === undefined ? v : value(v)]));
    }
  }
}

const partitionCountOf = (frame: DataFrame): number => frame.sparkSession.sparkContext.defaultParallelism;

/** The query runs with the first job, once. @param rows its result, when it has run */
export function rowsToRdd(frame: DataFrame, rows?: Slices): RDD<Row> {
  const context = frame.sparkSession.sparkContext;
  const shape = rowOf(frame.schema);
  const makers = makersOf(shape);
  const numPartitions = partitionCountOf(frame);
  let slices: readonly EncodedRows[] | undefined;
  const scan = context.newRdd<readonly unknown[]>({
    className: 'SQLExecutionRDD',
    operator: 'rdd',
    dependencies: [],
    numPartitions: () => numPartitions,
    node: () => {
      slices ??= context.encodeColumns(rows ?? runInto(frame, slicesSink(frame)));
      return { kind: 'parallelize', slices };
    },
  });
  // Made by the first row of a task: the driver never calls it.
  let revive: ((values: readonly unknown[]) => Row) | undefined;
  const newRow = (values: readonly unknown[]): Row => {
    revive ??= reviverOf(shape, makers);
    return revive(values);
  };
  return scan.derive(narrow(scan, 'rdd', writer => ({ kind: 'map', parent: scan.id, f: writer.fn(newRow) })));
}

/** The rows of a query, in partitions of one size. */
type Slices = readonly (readonly ColumnSlice[])[];

/** Runs the query, without blocking. */
export const startSlices = (frame: DataFrame): RunningAction<Slices> => startInto(frame, slicesSink(frame));

function slicesSink(frame: DataFrame): RowSink<Slices> {
  const count = partitionCountOf(frame);
  const slices = Array.from({ length: count }, (): ColumnSlice[] => []);
  const types = frame.schema.fields.map(({ dataType }) => dataType);
  const plains = rowOf(frame.schema).fields.map(nested => nested && toPlain(nested));
  let at = 0;
  const add = (reads: readonly ((index: number) => unknown)[], rowCount: number, total: number) => {
    for (let k = 0; k < count; k++) {
      const start = Math.max(at, Math.floor((k * total) / count));
      const end = Math.min(at + rowCount, Math.floor(((k + 1) * total) / count));
      if (start >= end) continue;
      const columns = reads.map((read, c) => {
        const plain = plains[c];
        const values = new Array<unknown>(end - start);
        for (let i = 0; i < values.length; i++) values[i] = plain === undefined ? read(start - at + i) : plain(read(start - at + i));
        return values;
      });
      slices[k]!.push({ rowCount: end - start, columns });
    }
    at += rowCount;
  };
  return {
    take({ columns, rowCount, totalRowCount }) {
      const reads = columns.map((column, c) => userReader(column, types[c]!));
      add(reads, rowCount, totalRowCount);
    },
    end(local) {
      if (local === undefined) return slices;
      const reads = types.map(userValueOf).map((convert, c) => (i: number) => convert(local[i]![c]));
      add(reads, local.length, local.length);
      return slices;
    },
  };
}
