/** The options of XML, for functions and files alike. */
import { SparkError } from '../../errors/spark-error.js';
import { flagOf } from './csv-options.js';
import type { RecordMode } from './record-error.js';
import type { RecordOptions } from './record-options.js';
import type { RecordTime } from './record-time.js';

/** What the readers and the writer share. */
export interface XmlOptions {
  readonly attributePrefix: string;
  readonly valueTag: string;
  readonly nullValue: string | undefined;
  readonly excludeAttribute: boolean;
  readonly ignoreSurroundingSpaces: boolean;
  /** `<p:a>` is `a`. */
  readonly ignoreNamespace: boolean;
  readonly rowTag: string;
  readonly arrayElementName: string;
  readonly indent: string;
  /** Names that XML does not allow are an error. */
  readonly validateName: boolean;
}

export const defaultXmlOptions: XmlOptions = {
  attributePrefix: '_',
  valueTag: '_VALUE',
  nullValue: undefined,
  excludeAttribute: false,
  ignoreSurroundingSpaces: true,
  ignoreNamespace: false,
  rowTag: 'ROW',
  arrayElementName: 'item',
  indent: '    ',
  validateName: true,
};

export interface AllXmlOptions extends XmlOptions {
  readonly time: RecordTime;
  readonly mode: RecordMode;
  readonly columnNameOfCorruptRecord: string;
  readonly singleVariantColumn: string | undefined;
  readonly parseDecimal: RecordOptions['parseDecimal'];
  readonly inferSchema: boolean;
  readonly preferDate: boolean;
  readonly prefersDecimal: boolean;
  readonly isCaseSensitive: boolean;
  /** What a file begins with, and what holds its rows. */
  readonly declaration: string;
  readonly rootTag: string;
}

/** @throws SparkError where a value of one is none, also of those that the use at hand does not need */
export function xmlOptionsOf(options: RecordOptions): AllXmlOptions {
  const text = (name: 'attributePrefix' | 'valueTag' | 'rowTag' | 'arrayElementName') => options.get(name) ?? defaultXmlOptions[name];
  options.checkFileOptions('XmlOptions');
  const rowTag = options.get('rowTag')?.trim() ?? defaultXmlOptions.rowTag;
  required(rowTag !== '', "'rowTag' option should not be an empty string.");
  required(!/[<>]/.test(rowTag), "'rowTag' should not include angle brackets");
  const declaration = options.get('declaration') ?? 'version="1.0" encoding="UTF-8" standalone="yes"';
  const rootTag = options.get('rootTag') ?? 'ROWS';
  required(!/[<>]/.test(rootTag), "'rootTag' should not include angle brackets");
  required(!/[<>]/.test(declaration), "'declaration' should not include angle brackets");
  const valueTag = text('valueTag');
  required(valueTag !== '', "'valueTag' option should not be empty string.");
  const attributePrefix = text('attributePrefix');
  required(valueTag !== attributePrefix, "'valueTag' and 'attributePrefix' options should not be the same.");
  for (const name of ['multiLine', 'wholeFile']) options.boolean(name, false);
  options.double('samplingRatio');
  const flag = (name: string, otherwise: boolean) => flagOf(options, name, otherwise);
  return {
    attributePrefix,
    valueTag,
    nullValue: options.get('nullValue'),
    excludeAttribute: flag('excludeAttribute', false),
    ignoreNamespace: flag('ignoreNamespace', false),
    ignoreSurroundingSpaces: flag('ignoreSurroundingSpaces', true),
    rowTag,
    arrayElementName: text('arrayElementName'),
    indent: options.get('indent') ?? defaultXmlOptions.indent,
    validateName: flag('validateName', true),
    time: options.time,
    mode: options.mode,
    columnNameOfCorruptRecord: options.columnNameOfCorruptRecord,
    singleVariantColumn: options.get('singleVariantColumn'),
    parseDecimal: options.parseDecimal,
    inferSchema: flag('inferSchema', true),
    preferDate: flag('preferDate', true),
    prefersDecimal: flag('prefersDecimal', false),
    isCaseSensitive: options.settings.conf('spark.sql.caseSensitive') === 'true',
    declaration,
    rootTag,
  };
}

export function required(holds: boolean, message: string): void {
  if (!holds) throw new SparkError('IllegalArgumentException', `requirement failed: ${message}`);
}
