/** `java.util.Formatter` in the English locale, for format_string and printf. */
import { type DecimalParts, decimalText, doubleText, floatText } from './number-text.js';
import { rescale, shortestDecimal } from './rounding.js';

/** A value as Java would box it. */
export type JavaValue =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'byte' | 'short' | 'int' | 'long'; readonly value: bigint }
  | { readonly type: 'float' | 'double'; readonly value: number }
  | { readonly type: 'decimal'; readonly value: DecimalParts }
  | { readonly type: 'string'; readonly value: string }
  /** Anything else, with the text that `toString` gives. */
  | { readonly type: 'object'; readonly value: string; readonly javaClass: string };

/** An IllegalFormatException of Java. */
export class JavaFormatError extends Error {
  constructor(
    readonly javaName: string,
    message: string,
  ) {
    super(message);
    this.name = javaName;
  }
}

const javaClasses: Readonly<Record<JavaValue['type'], string>> = {
  null: 'null',
  boolean: 'java.lang.Boolean',
  byte: 'java.lang.Byte',
  short: 'java.lang.Short',
  int: 'java.lang.Integer',
  long: 'java.lang.Long',
  float: 'java.lang.Float',
  double: 'java.lang.Double',
  decimal: 'java.math.BigDecimal',
  string: 'java.lang.String',
  object: 'java.lang.Object',
};

interface Specifier {
  readonly text: string;
  readonly flags: string;
  readonly index: number | 'next' | 'same';
  readonly width: number;
  readonly precision: number;
  readonly conversion: string;
  readonly upperCase: boolean;
}

const specifierPattern = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(\.\d+)?([tT])?([a-zA-Z%])/y;

/** @throws JavaFormatError */
export function formatJava(format: string, values: readonly JavaValue[]): string {
  let text = '';
  let ordinary = 0;
  let last = -1;
  // The whole format is read before anything is written: a mistake at its end comes first.
  for (const part of parseFormat(format)) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    if (part.index === 'next') last = ordinary++;
    else if (part.index !== 'same') last = part.index;
    const value = values[last];
    if (value === undefined) throw new JavaFormatError('MissingFormatArgumentException', `Format specifier '${part.text}'`);
    const written = writtenValue(part, value);
    text += part.upperCase ? written.toUpperCase() : written;
  }
  return text;
}

function parseFormat(format: string): (string | Specifier)[] {
  const parts: (string | Specifier)[] = [];
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    parts.push(format.slice(at, percent < 0 ? undefined : percent));
    if (percent < 0) break;
    specifierPattern.lastIndex = percent;
    const match = specifierPattern.exec(format);
    if (match === null) throw unknownConversion(/^%[-#+ 0,(<\d.]*([\s\S]?)/.exec(format.slice(percent))![1] || '%');
    at = percent + match[0].length;
    parts.push(specifierOf(match));
  }
  return parts;
}

const unknownConversion = (letter: string) => new JavaFormatError('UnknownFormatConversionException', `Conversion = '${letter}'`);

function specifierOf(match: RegExpExecArray): string | Specifier {
  const [text, index, flags = '', width, precision, date, letter = ''] = match;
  if (date !== undefined) throw unknownConversion(date);
  const conversion = letter.toLowerCase();
  if (!'bhscdoxefga%n'.includes(conversion) || /[DOFN]/.test(letter)) throw unknownConversion(letter);
  for (const flag of new Set(flags)) {
    if (flags.split(flag).length > 2) throw new JavaFormatError('DuplicateFormatFlagsException', `Flags = '${flag}'`);
  }
  const specifier: Specifier = {
    text,
    flags,
    index: index !== undefined ? Number(index.slice(0, -1)) - 1 : flags.includes('<') ? 'same' : 'next',
    width: width === undefined ? -1 : Number(width),
    precision: precision === undefined ? -1 : Number(precision.slice(1)),
    conversion,
    upperCase: letter !== conversion,
  };
  if (conversion === 'n') return '\n';
  checkFlags(specifier);
  if ('doxc'.includes(conversion) && specifier.precision >= 0) {
    throw new JavaFormatError('IllegalFormatPrecisionException', String(specifier.precision));
  }
  return conversion === '%' ? justified('%', specifier) : specifier;
}

function checkFlags({ flags, width, text }: Specifier): void {
  if ((flags.includes('-') || flags.includes('0')) && width < 0) throw new JavaFormatError('MissingFormatWidthException', text);
  if ((flags.includes('-') && flags.includes('0')) || (flags.includes('+') && flags.includes(' '))) {
    throw new JavaFormatError('IllegalFormatFlagsException', `Flags = '${flags}'`);
  }
}

function writtenValue(specifier: Specifier, value: JavaValue): string {
  const { conversion, precision } = specifier;
  const mismatch = () => {
    const javaClass = value.type === 'object' ? value.javaClass : javaClasses[value.type];
    return new JavaFormatError('IllegalFormatConversionException', `${conversion} != ${javaClass}`);
  };
  const cut = (text: string) => justified(precision >= 0 ? text.slice(0, precision) : text, specifier);
  if (conversion === 'b') return cut(value.type === 'null' ? 'false' : value.type === 'boolean' ? String(value.value) : 'true');
  if (value.type === 'null') return justified(precision >= 0 ? 'null'.slice(0, precision) : 'null', specifier, false);
  if (conversion === 's') return cut(javaText(value));
  if (conversion === 'h') return cut((hashCode(value) >>> 0).toString(16));
  if (conversion === 'c') {
    if (value.type !== 'int' && value.type !== 'short' && value.type !== 'byte') throw mismatch();
    const code = Number(value.value);
    if (code < 0 || code > 0x10ffff)
      throw new JavaFormatError('IllegalFormatCodePointException', `Code point = 0x${(code >>> 0).toString(16)}`);
    return justified(String.fromCodePoint(code), specifier);
  }
  if (conversion === 'd' || conversion === 'o' || conversion === 'x') {
    if (value.type !== 'byte' && value.type !== 'short' && value.type !== 'int' && value.type !== 'long') throw mismatch();
    return conversion === 'd' ? decimalNumber(specifier, value.value) : unsignedNumber(specifier, value);
  }
  if (value.type === 'float' || value.type === 'double') {
    if (Number.isNaN(value.value)) return justified('NaN', specifier, false);
    if (Math.abs(value.value) === Number.POSITIVE_INFINITY) {
      return justified(signed('Infinity', value.value < 0, specifier), specifier, false);
    }
    if (conversion === 'a') return justified(signed(hexText(Math.abs(value.value)), value.value < 0, specifier), specifier);
    const { unscaled, scale } = shortestDecimal(Math.abs(value.value));
    return numberText(specifier, { unscaled, scale }, value.value < 0 || Object.is(value.value, -0));
  }
  if (value.type !== 'decimal' || conversion === 'a') throw mismatch();
  const negative = value.value.unscaled < 0n;
  return numberText(specifier, { unscaled: negative ? -value.value.unscaled : value.value.unscaled, scale: value.value.scale }, negative);
}

/** `toString`. */
function javaText(value: Exclude<JavaValue, { type: 'null' }>): string {
  switch (value.type) {
    case 'double':
      return doubleText(value.value);
    case 'float':
      return floatText(value.value);
    case 'decimal':
      return decimalText(value.value.unscaled, value.value.scale);
    default:
      return String(value.value);
  }
}

function hashCode(value: Exclude<JavaValue, { type: 'null' }>): number {
  switch (value.type) {
    case 'boolean':
      return value.value ? 1231 : 1237;
    case 'byte':
    case 'short':
    case 'int':
      return Number(value.value);
    case 'long':
      return Number(BigInt.asIntN(32, value.value ^ (BigInt.asUintN(64, value.value) >> 32n)));
    case 'double':
    case 'float': {
      const view = new DataView(new ArrayBuffer(8));
      if (value.type === 'float') view.setFloat32(0, value.value);
      else view.setFloat64(0, value.value);
      return view.getInt32(0) ^ (value.type === 'float' ? 0 : view.getInt32(4));
    }
    case 'decimal': {
      let hash = 0;
      const { unscaled, scale } = value.value;
      const magnitude = unscaled < 0n ? -unscaled : unscaled;
      const words = magnitude.toString(16).length + 7;
      for (let word = Math.floor(words / 8) - 1; word >= 0; word--) {
        hash = (Math.imul(31, hash) + Number(BigInt.asIntN(32, magnitude >> BigInt(word * 32)))) | 0;
      }
      return (Math.imul(31, unscaled < 0n ? -hash : hash) + scale) | 0;
    }
    default: {
      let hash = 0;
      const text = javaText(value);
      for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
      return hash;
    }
  }
}

function justified(text: string, { flags, width, conversion }: Specifier, zeroPad = true): string {
  if (text.length >= width) return text;
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || !zeroPad || 'bshc%'.includes(conversion)) return text.padStart(width);
  const prefix = /^(?:[+\- (]?(?:0x)?)/.exec(text)![0];
  return prefix + text.slice(prefix.length).padStart(width - prefix.length, '0');
}

function signed(digits: string, negative: boolean, { flags }: Specifier): string {
  if (negative) return flags.includes('(') ? `(${digits})` : `-${digits}`;
  return flags.includes('+') ? `+${digits}` : flags.includes(' ') ? ` ${digits}` : digits;
}

const grouped = (integer: string): string => integer.replace(/\B(?=(?:\d{3})+$)/g, ',');

function decimalNumber(specifier: Specifier, value: bigint): string {
  const digits = (value < 0n ? -value : value).toString();
  return justified(signed(specifier.flags.includes(',') ? grouped(digits) : digits, value < 0n, specifier), specifier);
}

const bitsOf: Readonly<Record<string, number>> = { byte: 8, short: 16, int: 32, long: 64 };

function unsignedNumber(specifier: Specifier, { type, value }: { type: string; value: bigint }): string {
  const { conversion, flags } = specifier;
  const digits = BigInt.asUintN(bitsOf[type]!, value).toString(conversion === 'x' ? 16 : 8);
  const prefix = flags.includes('#') ? (conversion === 'x' ? '0x' : '0') : '';
  return justified(prefix + digits, specifier);
}

function numberText(specifier: Specifier, value: DecimalParts, negative: boolean): string {
  const { conversion, flags } = specifier;
  const precision = specifier.precision < 0 ? 6 : specifier.precision;
  let digits: string;
  if (conversion === 'f') digits = fixedText(value, precision, flags);
  else if (conversion === 'e') digits = scientificText(value, precision, flags);
  else digits = generalText(value, precision === 0 ? 1 : precision, flags);
  return justified(signed(digits, negative, specifier), specifier);
}

function fixedText(value: DecimalParts, places: number, flags: string): string {
  const rounded = rescale(value, places, 'HALF_UP')
    .toString()
    .padStart(places + 1, '0');
  const integer = rounded.slice(0, rounded.length - places);
  const fraction = places === 0 ? (flags.includes('#') ? '.' : '') : `.${rounded.slice(-places)}`;
  return (flags.includes(',') ? grouped(integer) : integer) + fraction;
}

function scientificText({ unscaled, scale }: DecimalParts, places: number, flags: string): string {
  let exponent = unscaled === 0n ? 0 : unscaled.toString().length - 1 - scale;
  let rounded = unscaled === 0n ? 0n : rescale({ unscaled, scale: scale + exponent }, places, 'HALF_UP');
  if (rounded.toString().length > places + 1) {
    rounded /= 10n;
    exponent++;
  }
  const digits = rounded.toString().padStart(places + 1, '0');
  const point = places > 0 || flags.includes('#') ? '.' : '';
  return `${digits[0]}${point}${digits.slice(1)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function generalText(value: DecimalParts, precision: number, flags: string): string {
  if (value.unscaled === 0n) return fixedText(value, precision - 1, flags);
  const exponentOf = (parts: DecimalParts) => parts.unscaled.toString().length - 1 - parts.scale;
  const places = precision - 1 - exponentOf(value);
  const rounded = { unscaled: rescale(value, places, 'HALF_UP'), scale: places };
  const exponent = exponentOf(rounded);
  return exponent >= -4 && exponent < precision
    ? fixedText(value, Math.max(0, precision - 1 - exponent), flags)
    : scientificText(value, precision - 1, flags);
}

/** `Double.toHexString`. */
function hexText(value: number): string {
  if (value === 0) return '0x0.0p0';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = (bits & ((1n << 52n) - 1n)).toString(16).padStart(13, '0').replace(/0+$/, '') || '0';
  return exponent === 0 ? `0x0.${fraction}p-1022` : `0x1.${fraction}p${exponent - 1023}`;
}
