/** The formats of files: their names, and the columns that each can have. */
import { quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { StructType } from '../types/index.js';

export const fileFormats: ReadonlySet<string> = new Set(['parquet', 'csv', 'json', 'text', 'orc', 'avro', 'xml', 'binaryfile']);

/** As messages name the formats. */
export const formatTitles: Readonly<Record<string, string>> = { csv: 'CSV', json: 'JSON', text: 'Text', parquet: 'Parquet', xml: 'XML' };

const refusals: Readonly<Record<string, () => SparkError>> = {
  orc: () => new SparkError('SparkUnsupportedOperationException', 'ORC files are neither read nor written here; Parquet files are.'),
  // Spark has a module for it, which an application has to bring along.
  avro: () =>
    new SparkError(
      'AnalysisException',
      '[AVRO_DATA_SOURCE_NOT_ENABLED] Avro files are neither read nor written here; Parquet and JSON files are. SQLSTATE: 42K02',
      { condition: 'AVRO_DATA_SOURCE_NOT_ENABLED', sqlState: '42K02' },
    ),
};

/** The name of a format as the sources know it. @throws SparkError for one that is none, or is not offered */
export function formatOf(name: string): string {
  const format = name.toLowerCase().replace(/^org\.apache\.spark\.sql\.(?:execution\.datasources\.(?:v2\.)?)?/, '');
  if (!fileFormats.has(format)) throw sparkErrorOf('DATA_SOURCE_NOT_FOUND', { provider: name }, { name: 'SparkClassNotFoundException' });
  const refusal = refusals[format];
  if (refusal !== undefined) throw refusal();
  return format;
}

/** @throws SparkError for an option that a format cannot do without */
export function checkOptions(format: string, options: Readonly<Record<string, string>>): void {
  if (format === 'xml' && !Object.keys(options).some(name => name.toLowerCase() === 'rowtag'))
    throw sparkErrorOf('XML_ROW_TAG_MISSING', { rowTag: '`rowTag`' }, { name: 'AnalysisException' });
}

/** @throws SparkError for columns that files of a format cannot have */
export function checkSchema(format: string, schema: StructType): void {
  if (format === 'text' && schema.length > 1)
    throw new SparkError('AnalysisException', `Text data source supports only a single column, and you have ${schema.length} columns.`);
  for (const { name, dataType } of schema.fields) {
    const fits = format === 'text' ? dataType.kind === 'string' : format !== 'csv' || !['array', 'map', 'struct'].includes(dataType.kind);
    if (!fits)
      throw sparkErrorOf('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE', {
        format: formatTitles[format] ?? format,
        columnName: `\`${name}\``,
        columnType: quotedSql(dataType.sql),
      });
  }
}
