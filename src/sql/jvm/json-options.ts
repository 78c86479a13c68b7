/** The options of JSON, for functions and files alike. */
import { type DataType, TimestampNTZType, TimestampType } from '../types/index.js';
import type { VariantValue } from '../values/value.js';
import { variantJson } from '../values/variant-json.js';
import type { JsonWriteOptions } from './json-generator.js';
import { defaultJsonOptions, type JsonOptions } from './json-parser.js';
import type { JsonReadOptions } from './json-reader.js';
import type { JsonInferOptions } from './json-schema.js';
import type { RecordMode } from './record-error.js';
import type { RecordOptions } from './record-options.js';

export interface AllJsonOptions extends JsonReadOptions, JsonWriteOptions, JsonInferOptions {
  readonly json: JsonOptions;
  readonly time: JsonWriteOptions['time'];
  readonly mode: RecordMode;
  readonly columnNameOfCorruptRecord: string;
  readonly dropFieldIfAllNull: boolean;
  readonly timestampType: DataType;
}

/** @throws SparkError where a value of one is none, also of those that the use at hand does not need */
export function jsonOptionsOf(options: RecordOptions): AllJsonOptions {
  options.checkFileOptions('JSONOptions');
  options.double('samplingRatio');
  for (const name of ['multiLine', 'enableDateTimeParsingFallback', 'useUnsafeRow']) options.boolean(name, false);
  const { time, settings } = options;
  const flags = Object.entries(defaultJsonOptions).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean');
  const isLocal = settings.conf('spark.sql.timestampType') === 'TIMESTAMP_NTZ';
  return {
    json: {
      ...(Object.fromEntries(flags.map(([name, otherwise]) => [name, options.boolean(name, otherwise)])) as unknown as JsonOptions),
      maxDepth: options.int('maxNestingDepth') ?? defaultJsonOptions.maxDepth,
      maxStringLength: options.int('maxStringLen') ?? defaultJsonOptions.maxStringLength,
      maxNumberLength: options.int('maxNumLen') ?? defaultJsonOptions.maxNumberLength,
    },
    time,
    mode: options.mode,
    columnNameOfCorruptRecord: options.columnNameOfCorruptRecord,
    parseDecimal: options.parseDecimal,
    singleVariantColumn: options.get('singleVariantColumn'),
    primitivesAsString: options.boolean('primitivesAsString', false),
    prefersDecimal: options.boolean('prefersDecimal', false),
    inferTimestamp: options.boolean('inferTimestamp', false),
    dropFieldIfAllNull: options.boolean('dropFieldIfAllNull', false),
    timestampType: isLocal ? TimestampNTZType : TimestampType,
    ignoreNullFields: options.boolean('ignoreNullFields', settings.conf('spark.sql.jsonGenerator.ignoreNullFields') !== 'false'),
    pretty: options.boolean('pretty', false),
    sortKeys: options.boolean('sortKeys', false),
    asciiOnly: options.boolean('writeNonAsciiCharacterAsCodePoint', false),
    variantText: (value: VariantValue) => variantJson(value, time.options.settings.timeZone),
  };
}
