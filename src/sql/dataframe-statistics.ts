/** `describe` and `summary`: one row a statistic, one column a column of the DataFrame. */
import { SparkError } from '../errors/spark-error.js';
import { Column } from './column.js';
import type { DataFrame } from './dataframe.js';
import { call, type Expression, literal } from './plan/index.js';
import { DoubleType, isNumeric, StringType, StructField, StructType } from './types/index.js';

const summaryStatistics = ['count', 'mean', 'stddev', 'min', '25%', '50%', '75%', 'max'];
const describeStatistics = ['count', 'mean', 'stddev', 'min', 'max'];

export function describe(frame: DataFrame, columns: readonly string[]): DataFrame {
  const names = columns.length > 0 ? columns : described(frame);
  return statistics(frame, names, describeStatistics);
}

export function summary(frame: DataFrame, wanted: readonly string[]): DataFrame {
  return statistics(frame, described(frame), wanted.length > 0 ? wanted : summaryStatistics);
}

const described = (frame: DataFrame) =>
  frame.schema.fields.filter(({ dataType }) => isNumeric(dataType) || dataType.kind === 'string').map(({ name }) => name);

function statistics(frame: DataFrame, names: readonly string[], wanted: readonly string[]): DataFrame {
  const { fields } = frame.schema;
  const aggregates: Column[] = [];
  for (const statistic of wanted) {
    for (const name of names) {
      const field = fields.find(each => each.name.toLowerCase() === name.toLowerCase());
      const value = statisticOf(statistic, frame.col(name).expression, field !== undefined && isNumeric(field.dataType));
      aggregates.push(new Column(value).cast(StringType).as(`s${aggregates.length}`));
    }
  }
  const values = names.length === 0 ? [] : [...frame.agg(...aggregates).collect()[0]!];
  const rows = wanted.map((statistic, i) => [statistic, ...names.map((_, k) => values[i * names.length + k] ?? null)]);
  const schema = new StructType([new StructField('summary', StringType), ...names.map(name => new StructField(name, StringType))]);
  return frame.sparkSession.createDataFrame(rows, schema);
}

function statisticOf(statistic: string, column: Expression, isNumber: boolean): Expression {
  const name = statistic.toLowerCase();
  const number: Expression = isNumber ? column : { kind: 'cast', child: column, dataType: DoubleType, evalMode: 'try' };
  if (name.endsWith('%')) {
    const percent = Number(name.slice(0, -1));
    if (Number.isNaN(percent)) throw new SparkError('IllegalArgumentException', `Unable to parse ${statistic} as a percentile`);
    return call('percentile_approx', [number, literal(percent / 100, DoubleType)]);
  }
  switch (name) {
    case 'count':
    case 'min':
    case 'max':
    case 'count_distinct':
    case 'approx_count_distinct':
      return name === 'count_distinct' ? { ...call('count', [column]), isDistinct: true } : call(name, [column]);
    case 'mean':
    case 'stddev':
      return call(name === 'mean' ? 'avg' : name, [number]);
    default:
      throw new SparkError('IllegalArgumentException', `${statistic} is not a recognised statistic`);
  }
}
