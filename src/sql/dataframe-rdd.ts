/** Rows of a DataFrame as an RDD. They travel as plain columns; executors make rows of them. */
import type { EncodedRows } from '../executor/blocks/encoded-rows.js';
import type { RDD } from '../rdd/rdd.js';
import { narrow } from '../rdd/rdd-definition.js';
import { collectColumns, type UserColumns } from './collect-rows.js';
import type { DataFrame } from './dataframe.js';
import { Row } from './row.js';
import type { DataType, StructType } from './types/index.js';

/** Where rows are inside of a value. */
type Nested =
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
    default:
      return undefined;
  }
}

const rowOf = (type: StructType): Extract<Nested, { kind: 'row' }> => ({
  kind: 'row',
  names: type.fieldNames,
  fields: type.fields.map(field => nestedOf(field.dataType)),
});

/** A value without rows: those of the driver hold their schema, which does not travel. */
function toPlain(nested: Nested): (value: any) => unknown {
  switch (nested.kind) {
    case 'row': {
      const fields = nested.fields.map(each => each && toPlain(each));
      return (row: Row | null) => row?.toSeq().map((value, i) => (fields[i] === undefined ? value : fields[i](value)));
    }
    case 'array': {
      const element = toPlain(nested.element);
      return (values: readonly unknown[] | null) => values?.map(element);
    }
    case 'map': {
      const [key, value] = [nested.key && toPlain(nested.key), nested.value && toPlain(nested.value)];
      return (map: ReadonlyMap<unknown, unknown> | null) =>
        map && new Map([...map].map(([k, v]) => [key === undefined ? k : key(k), value === undefined ? v : value(v)]));
    }
  }
}

/** The opposite of `toPlain`; runs on executors. */
function reviverOf(nested: Nested): (value: any) => any {
  switch (nested.kind) {
    case 'row': {
      const shape = Row.shapeOf(nested.names);
      const fields = nested.fields.map(each => each && reviverOf(each));
      const isFlat = fields.every(each => each === undefined);
      return (values: readonly unknown[] | null) =>
        values && Row.shaped(isFlat ? values : values.map((value, i) => (fields[i] === undefined ? value : fields[i](value))), shape);
    }
    case 'array': {
      const element = reviverOf(nested.element);
      return (values: readonly unknown[] | null) => values?.map(element);
    }
    case 'map': {
      const [key, value] = [nested.key && reviverOf(nested.key), nested.value && reviverOf(nested.value)];
      return (map: ReadonlyMap<unknown, unknown> | null) =>
        map && new Map([...map].map(([k, v]) => [key === undefined ? k : key(k), value === undefined ? v : value(v)]));
    }
  }
}

/** The query runs with the first job, once. @param columns its result, when it has run */
export function rowsToRdd(frame: DataFrame, columns?: UserColumns): RDD<Row> {
  const context = frame.sparkSession.sparkContext;
  const shape = rowOf(frame.schema);
  const numPartitions = context.defaultParallelism;
  let slices: readonly EncodedRows[] | undefined;
  const scan = context.newRdd<readonly unknown[]>({
    className: 'SQLExecutionRDD',
    operator: 'rdd',
    dependencies: [],
    numPartitions: () => numPartitions,
    node: () => {
      slices ??= context.encodeSlices(slicesOf(columns ?? collectColumns(frame), shape, numPartitions));
      return { kind: 'parallelize', slices };
    },
  });
  // Made by the first row of a task: the driver never calls it.
  let revive: ((values: readonly unknown[]) => Row) | undefined;
  const newRow = (values: readonly unknown[]): Row => {
    revive ??= reviverOf(shape);
    return revive(values);
  };
  return scan.derive(narrow(scan, 'rdd', writer => ({ kind: 'map', parent: scan.id, f: writer.fn(newRow) })));
}

function slicesOf({ columns, rowCount }: UserColumns, { fields }: Extract<Nested, { kind: 'row' }>, count: number): unknown[][][] {
  const plain = columns.map((column, i) => {
    const nested = fields[i];
    return nested === undefined ? column : column.map(toPlain(nested));
  });
  const edge = (i: number) => Math.floor((i * rowCount) / count);
  return Array.from({ length: count }, (_, slice) =>
    Array.from({ length: edge(slice + 1) - edge(slice) }, (__, i) => plain.map(column => column[edge(slice) + i])),
  );
}
