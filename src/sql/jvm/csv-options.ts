/** The options of CSV, for functions and files alike. */
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { type DataType, TimestampNTZType, TimestampType } from '../types/index.js';
import { type CsvFormat, type CsvWriteFormat, defaultCsvFormat } from './csv-parser.js';
import type { CsvInferOptions, CsvReadOptions } from './csv-reader.js';
import type { RecordOptions } from './record-options.js';
import type { RecordTime } from './record-time.js';

export interface AllCsvOptions extends CsvReadOptions, CsvInferOptions {
  readonly format: CsvFormat;
  readonly time: RecordTime;
  readonly timestampType: DataType;
  readonly writeFormat: CsvWriteFormat;
  readonly header: boolean;
  readonly inferSchema: boolean;
  readonly enforceSchema: boolean;
  readonly multiLine: boolean;
  readonly samplingRatio: number;
}

/** @throws SparkError where a value of one is none, also of those that the use at hand does not need */
export function csvOptionsOf(options: RecordOptions): AllCsvOptions {
  const flag = (name: string, otherwise: boolean) => flagOf(options, name, otherwise);
  const delimiter = delimiterOf(options.get('sep', 'delimiter') ?? ',');
  options.checkFileOptions('CSVOptions');
  options.boolean('enableDateTimeParsingFallback', false);
  options.int('inputBufferSize');
  const quote = characterOf(options, 'quote', '"');
  const escapeChar = characterOf(options, 'escape', '\\') ?? '\0';
  const comment = characterOf(options, 'comment', undefined);
  const charToEscapeQuoteEscaping = characterOf(options, 'charToEscapeQuoteEscaping', undefined);
  const nullValue = options.get('nullValue') ?? '';
  const header = flag('header', false);
  const inferSchema = flag('inferSchema', false);
  flag('columnPruning', true);
  const read = {
    ignoreLeadingWhiteSpace: flag('ignoreLeadingWhiteSpace', false),
    ignoreTrailingWhiteSpace: flag('ignoreTrailingWhiteSpace', false),
  };
  const write = {
    ignoreLeadingWhiteSpace: flag('ignoreLeadingWhiteSpace', true),
    ignoreTrailingWhiteSpace: flag('ignoreTrailingWhiteSpace', true),
  };
  const { time, settings } = options;
  const unescapedQuoteHandling = (options.get('unescapedQuoteHandling') ?? 'STOP_AT_DELIMITER').toUpperCase();
  if (!quoteHandlings.includes(unescapedQuoteHandling)) {
    throw new SparkError(
      'IllegalArgumentException',
      `No enum constant com.univocity.parsers.csv.UnescapedQuoteHandling.${unescapedQuoteHandling}`,
    );
  }
  return {
    format: {
      ...defaultCsvFormat,
      delimiter,
      quote,
      escape: escapeChar,
      charToEscapeQuoteEscaping,
      comment,
      ...read,
      nullValue,
      emptyValue: options.get('emptyValue') ?? '',
      lineSeparator: options.get('lineSep'),
      unescapedQuoteHandling: unescapedQuoteHandling as CsvFormat['unescapedQuoteHandling'],
      maxColumns: intOf(options, 'maxColumns', 20480),
      maxCharsPerColumn: intOf(options, 'maxCharsPerColumn', -1),
    },
    writeFormat: {
      delimiter,
      quote: quote ?? '\0',
      escape: escapeChar,
      charToEscapeQuoteEscaping,
      comment: comment ?? '#',
      quoteAll: flag('quoteAll', false),
      escapeQuotes: flag('escapeQuotes', true),
      ...write,
      nullValue,
      emptyValue: options.get('emptyValue') ?? '""',
    },
    time,
    mode: options.mode,
    columnNameOfCorruptRecord: options.columnNameOfCorruptRecord,
    parseDecimal: options.parseDecimal,
    singleVariantColumn: options.get('singleVariantColumn'),
    preferDate: flag('preferDate', true),
    timestampType: settings.conf('spark.sql.timestampType') === 'TIMESTAMP_NTZ' ? TimestampNTZType : TimestampType,
    nanValue: options.get('nanValue') ?? 'NaN',
    positiveInf: options.get('positiveInf') ?? 'Inf',
    negativeInf: options.get('negativeInf') ?? '-Inf',
    header,
    inferSchema,
    enforceSchema: flag('enforceSchema', true),
    multiLine: flag('multiLine', false),
    samplingRatio: options.double('samplingRatio') ?? 1,
  };
}

const quoteHandlings = ['STOP_AT_CLOSING_QUOTE', 'BACK_TO_DELIMITER', 'STOP_AT_DELIMITER', 'SKIP_VALUE', 'RAISE_ERROR'];

/** `true` or `false`. @throws SparkError */
export function flagOf(options: RecordOptions, name: string, otherwise: boolean): boolean {
  const text = options.get(name)?.toLowerCase();
  if (text === undefined) return otherwise;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new SparkError('SparkException', `${name} flag can be true or false.`);
}

function intOf(options: RecordOptions, name: string, otherwise: number): number {
  const text = options.get(name);
  if (text === undefined) return otherwise;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw sparkErrorOf('_LEGACY_ERROR_TEMP_2146', { paramName: name, value: text }, { name: 'SparkException' });
}

/** One character, or none for an empty text. */
function characterOf<D extends string | undefined>(options: RecordOptions, name: string, otherwise: D): string | D | undefined {
  const text = options.get(name);
  if (text === undefined) return otherwise;
  if (text.length <= 1) return text === '' || text === '\0' ? undefined : text;
  throw sparkErrorOf('OPTION_VALUE_EXCEEDS_ONE_CHARACTER', { paramName: name, actualValue: text }, { name: 'SparkRuntimeException' });
}

const escapedDelimiters: Readonly<Record<string, string>> = {
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** With the escapes `\t`, `\\` and the like read. */
function delimiterOf(text: string): string {
  if (text === '') throw new SparkError('SparkIllegalArgumentException', 'Delimiter cannot be empty');
  let delimiter = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      delimiter += text[at];
      continue;
    }
    if (at + 1 === text.length) {
      throw new SparkError('StringIndexOutOfBoundsException', `begin ${at}, end ${at + 2}, length ${text.length}`);
    }
    if (text.startsWith('\\u0000', at)) {
      delimiter += '\0';
      at += 5;
      continue;
    }
    const c = text[++at] ?? '';
    const known = escapedDelimiters[c];
    if (known === undefined) {
      const parameters = { str: `\\${c}` };
      throw sparkErrorOf('INVALID_DELIMITER_VALUE.UNSUPPORTED_SPECIAL_CHARACTER', parameters, { name: 'SparkIllegalArgumentException' });
    }
    delimiter += known;
  }
  return delimiter;
}
