/** Options of readers and writers as the person gives them: names in any case, values as text. */
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { Decimal } from '../values/decimal.js';
import { charsetNames, charsetOf } from './charsets.js';
import type { RecordMode } from './record-error.js';
import { RecordTime } from './record-time.js';
import type { TimeZone, TimeZones } from './time-zones.js';

/** What of the session the defaults of options depend on. */
export interface RecordSettings {
  readonly timeZone: TimeZone;
  readonly timeZones: TimeZones;
  readonly nowMicros: bigint;
  conf(key: string): string | undefined;
}

/** What Scala throws for a text that is no boolean or number. */
const badInput = (text: string) => new SparkError('IllegalArgumentException', `For input string: "${text}"`);

export class RecordOptions {
  readonly #values = new Map<string, string>();

  constructor(
    given: Iterable<readonly [name: string, value: string]>,
    readonly settings: RecordSettings,
  ) {
    for (const [name, value] of given) this.#values.set(name.toLowerCase(), value);
  }

  /** The value of the first of the names that is given. */
  get(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.#values.get(name.toLowerCase());
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** `true` and `false` in any case. @throws SparkError */
  boolean(name: string, otherwise: boolean): boolean {
    const text = this.get(name);
    if (text === undefined) return otherwise;
    if (!/^(?:true|false)$/i.test(text)) throw badInput(text);
    return text.toLowerCase() === 'true';
  }

  /** @throws SparkError */
  int(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > 2 ** 31) throw badInput(text);
    return Number(text);
  }

  /** @throws SparkError */
  double(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    if (!/^\s*[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)\s*$/.test(text)) throw badInput(text);
    return Number.parseFloat(text);
  }

  get mode(): RecordMode {
    const mode = this.get('mode')?.toUpperCase();
    return mode === 'DROPMALFORMED' || mode === 'FAILFAST' ? mode : 'PERMISSIVE';
  }

  get columnNameOfCorruptRecord(): string {
    return this.get('columnNameOfCorruptRecord') ?? this.settings.conf('spark.sql.columnNameOfCorruptRecord') ?? '_corrupt_record';
  }

  /** @throws SparkError INVALID_TIMEZONE */
  get time(): RecordTime {
    const { settings } = this;
    const zone = this.get('timeZone');
    const { timeZone, timeZones, nowMicros } = settings;
    return new RecordTime({
      settings: {
        timeZone: zone === undefined ? timeZone : timeZones.zoneOf(zone),
        timeZones,
        nowMicros,
        conf: key => settings.conf(key),
      },
      timestampFormat: this.get('timestampFormat'),
      timestampNTZFormat: this.get('timestampNTZFormat'),
      dateFormat: this.get('dateFormat'),
      timeFormat: this.get('timeFormat'),
    });
  }

  /** Reads decimals as the option `locale` writes them. */
  get parseDecimal(): (text: string) => Decimal | undefined {
    return decimalReader(this.get('locale') ?? 'en-US');
  }

  /** What options of files must be, also where no file is read. @throws SparkError */
  checkFileOptions(reader: 'CSVOptions' | 'JSONOptions' | 'XmlOptions'): void {
    this.boolean('ignoreCorruptFiles', false);
    this.boolean('ignoreMissingFiles', false);
    const charset = this.get('encoding', 'charset');
    if (reader !== 'XmlOptions' && charset !== undefined && charsetOf(charset) === undefined) {
      throw sparkErrorOf('INVALID_PARAMETER_VALUE.CHARSET', {
        functionName: `\`${reader}\``,
        parameter: '`charset`',
        charset,
        charsets: charsetNames.join(', '),
      });
    }
    const codecName = this.get('compression', 'codec');
    if (codecName !== undefined && !codecs.includes(codecName.toLowerCase())) {
      throw sparkErrorOf('CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION', { codecName, availableCodecs: codecs.join(', ') });
    }
    if (reader === 'JSONOptions' && this.get('lineSep') === '') {
      throw new SparkError('IllegalArgumentException', "requirement failed: 'lineSep' cannot be an empty string.");
    }
  }
}

const codecs: readonly string[] = ['bzip2', 'deflate', 'uncompressed', 'snappy', 'none', 'lz4', 'gzip'];

/** @param locale a tag that names none is the root locale, as in Java */
function decimalReader(locale: string): (text: string) => Decimal | undefined {
  if (locale === 'en-US') return text => Decimal.parse(text.replaceAll(',', ''));
  let group = ',';
  let point = '.';
  try {
    for (const { type, value } of new Intl.NumberFormat(locale).formatToParts(12345678.9)) {
      if (type === 'group') group = value;
      else if (type === 'decimal') point = value;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return text => {
    const [whole = '', fraction, ...more] = text.split(point);
    if (more.length > 0 || fraction?.includes(group)) return undefined;
    return Decimal.parse(`${whole.replaceAll(group, '')}.${fraction ?? ''}`);
  };
}
