/** DataFrames of values that the driver holds, and of RDDs. */
import { RDD } from '../rdd/rdd.js';
import { DataFrame } from './dataframe.js';
import { inferUserSchema } from './infer-user-schema.js';
import type { SparkSession } from './session.js';
import { typeFromText } from './type-from-text.js';
import { type DataType, StructField, StructType } from './types/index.js';
import { isRecord, userDataConverter } from './user-data.js';
import type { Value } from './values/value.js';

export type DataFrameSchema = DataType | string | readonly string[];

/**
 * @param data arrays, objects, Rows, or plain values for a DataFrame of one column named value
 * @param schema a type, DDL, or names of columns; without it, types and names come from the data
 * @throws SparkError as PySpark does for data that does not fit
 */
export function createDataFrame(session: SparkSession, data: Iterable<unknown> | RDD<any>, schema?: DataFrameSchema): DataFrame {
  const type = typeof schema === 'string' ? typeFromText(schema) : isNames(schema) ? undefined : schema;
  const names = isNames(schema) ? schema : undefined;
  if (data instanceof RDD) return ofRdd(session, data, type, names);
  const items = Array.isArray(data) ? (data as readonly unknown[]) : [...data];
  return ofRows(session, items, structOf(type) ?? inferUserSchema(items, names), isWrapped(type));
}

const isNames = (schema: DataFrameSchema | undefined): schema is readonly string[] => Array.isArray(schema);
/** A type that is no struct is that of the only column, whose values are bare. */
const isWrapped = (type: DataType | undefined): boolean => type !== undefined && type.kind !== 'struct';
const structOf = (type: DataType | undefined): StructType | undefined =>
  type === undefined || type.kind === 'struct' ? type : new StructType([new StructField('value', type, true)]);

function rowConverter(schema: StructType, wraps: boolean): (item: unknown) => readonly Value[] {
  if (wraps) {
    const convert = userDataConverter(schema.fields[0]!.dataType, 'field value');
    return item => [convert(item)];
  }
  const convert = userDataConverter(schema, '');
  const isBare = schema.length === 1;
  return item => {
    const isRow = Array.isArray(item) || (typeof item === 'object' && item !== null && (isRecord(item) || 'fieldNames' in item));
    return convert(isRow || !isBare ? item : [item]) as readonly Value[];
  };
}

const attributesOf = (session: SparkSession, schema: StructType) =>
  schema.fields.map(({ name, dataType, nullable, metadata }) =>
    Object.freeze({
      kind: 'attribute' as const,
      id: session.sessionState.shared.newId(),
      name,
      dataType,
      nullable,
      qualifier: [],
      metadata,
    }),
  );

function ofRows(session: SparkSession, items: readonly unknown[], schema: StructType, wraps: boolean): DataFrame {
  const rows = items.map(rowConverter(schema, wraps));
  return new DataFrame(session, Object.freeze({ kind: 'localRelation', rows, output: attributesOf(session, schema) }));
}

/** The first rows say which types there are. */
const rowsToInferFrom = 100;

/** Its jobs run with the first query that reads it; without a schema one does now, for a few rows. */
function ofRdd(session: SparkSession, rdd: RDD<any>, type: DataType | undefined, names: readonly string[] | undefined): DataFrame {
  const schema = structOf(type) ?? inferUserSchema(rdd.take(rowsToInferFrom), names);
  const convert = rowConverter(schema, isWrapped(type));
  let rows: readonly (readonly Value[])[] | undefined;
  return new DataFrame(
    session,
    Object.freeze({
      kind: 'localRelation',
      get rows() {
        rows ??= (rdd.collect() as unknown[]).map(convert);
        return rows;
      },
      output: attributesOf(session, schema),
    }),
  );
}
