/** Rows become columns: the values of an index column are the names, each other column is a row under its own name. */
import { quotedSql } from '../errors/quoted.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import { Column } from './column.js';
import type { DataFrame } from './dataframe.js';
import { type DataType, isComplex, StringType } from './types/index.js';
import { sameType } from './types/same-type.js';

const maxValuesKey = 'spark.sql.transposeMaxValues';

/** @param index the first column when it is not given; rows where it is NULL are left out
 *  @throws SparkError TRANSPOSE_INVALID_INDEX_COLUMN, TRANSPOSE_NO_LEAST_COMMON_TYPE, TRANSPOSE_EXCEED_ROW_LIMIT */
export function transposedPlan(frame: DataFrame, index: Column = new Column(quoted(frame.columns[0]!))): TypedPlan {
  const state = frame.sparkSession.sessionState;
  const [key] = frame.select(index).typedPlan.output;
  const invalid = (reason: string) => sparkErrorOf('TRANSPOSE_INVALID_INDEX_COLUMN', { reason });
  const place = frame.typedPlan.output.findIndex(each => each.id === key!.id);
  if (place < 0) throw invalid('Index column must be an atomic attribute');
  if (isComplex(key!.dataType)) throw invalid(`Index column must be of atomic type, but found: ${key!.dataType}`);

  const others = frame.schema.fields.filter((_, i) => i !== place);
  const { common } = state.analyzer().session.coercion;
  const type = others.reduce<DataType | undefined>((known, { dataType }) => {
    if (known === undefined) return dataType;
    const wider = common([known, dataType]);
    // Only what one of them holds without loss: no text for a number, no decimal wider than both.
    const isOneOfThem = wider !== undefined && (sameType(wider, known) || sameType(wider, dataType));
    const isText = known.kind === 'string' || dataType.kind === 'string';
    if (isOneOfThem && (!isText || known.kind === dataType.kind)) return wider;
    throw sparkErrorOf('TRANSPOSE_NO_LEAST_COMMON_TYPE', { dt1: quotedSql(known.sql), dt2: quotedSql(dataType.sql) });
  }, undefined);

  const maxValues = Number(state.confOf(maxValuesKey) ?? 500);
  // By place: names may come twice.
  const column = (i: number) => new Column(`_${i}`);
  const rows = frame
    .toDF(...frame.columns.map((_, i) => `_${i}`))
    .filter(column(place).isNotNull())
    .orderBy(column(place))
    .limit(maxValues + 1)
    .select(column(place).cast(StringType), ...others.map((_, i) => column(i < place ? i : i + 1).cast(type!)));
  const found = state.run(rows.typedPlan);
  if (found.length > maxValues) throw sparkErrorOf('TRANSPOSE_EXCEED_ROW_LIMIT', { maxValues, config: maxValuesKey });
  const analyzer = state.analyzer();
  return Object.freeze({
    kind: 'localRelation',
    rows: others.map(({ name }, i) => [name, ...found.map(row => row[i + 1]!)]),
    output: [
      analyzer.attribute('key', StringType, false),
      ...found.map(([name]) => analyzer.attribute(String(name), type ?? StringType, true)),
    ],
  });
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
