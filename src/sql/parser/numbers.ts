/** Number literals: the type is in the suffix, or in the size of the number. */
import { SparkError } from '../../errors/spark-error.js';
import { type Literal, literal, nullLiteral } from '../plan/index.js';
import { ByteType, DecimalType, DoubleType, FloatType, IntegerType, LongType, ShortType } from '../types/index.js';
import type { Token } from './lexer.js';
import type { Parser } from './parser.js';

const ranges = {
  tinyint: { type: ByteType, name: 'tinyint', min: -128n, max: 127n },
  smallint: { type: ShortType, name: 'smallint', min: -32768n, max: 32767n },
  bigint: { type: LongType, name: 'bigint', min: -(2n ** 63n), max: 2n ** 63n - 1n },
} as const;

/** A number with the minus that may stand before it. */
export function numberLiteral(p: Parser): Literal {
  const start = p.at;
  const sign = p.accept('-') ? '-' : '';
  const token = p.next();
  if (p.isFormOnly) return nullLiteral(p.originFrom(start));
  const origin = () => p.originFrom(start);
  switch (token.kind) {
    case 'integer': {
      const value = BigInt(sign + token.text);
      if (BigInt.asIntN(32, value) === value) return literal(Number(value), IntegerType, origin());
      if (BigInt.asIntN(64, value) === value) return literal(value, LongType, origin());
      return decimalLiteral(sign + token.text, origin());
    }
    case 'tinyint':
    case 'smallint':
    case 'bigint': {
      const { type, name, min, max } = ranges[token.kind];
      const text = sign + token.text.slice(0, -1);
      const value = BigInt(text);
      if (value < min || value > max) throw outOfRange(p, text, name, String(min), String(max), start);
      return literal(token.kind === 'bigint' ? value : Number(value), type, origin());
    }
    case 'exponent':
      if (p.options.exponentLiteralAsDecimal) return decimalLiteral(sign + token.text, origin());
      return floating(p, sign, token, token.text, 'double', start);
    case 'double':
      return floating(p, sign, token, token.text.slice(0, -1), 'double', start);
    case 'float':
      return floating(p, sign, token, token.text.slice(0, -1), 'float', start);
    case 'bigdecimal':
      return bigDecimal(p, sign + token.text.slice(0, -2), origin());
    case 'decimal':
      return decimalLiteral(sign + token.text, origin());
    default:
      throw p.syntaxError(token);
  }
}

function floating(p: Parser, sign: string, _token: Token, text: string, name: 'float' | 'double', start: number): Literal {
  const value = Number(sign + text);
  const max = name === 'double' ? Number.MAX_VALUE : 3.4028234663852886e38;
  if (Math.abs(value) > max) {
    const limit = name === 'double' ? '1.7976931348623157E+308' : '3.4028234663852886E+38';
    throw outOfRange(p, sign + text, name, `-${limit}`, limit, start);
  }
  return literal(name === 'double' ? value : Math.fround(value), name === 'double' ? DoubleType : FloatType, p.originFrom(start));
}

function outOfRange(p: Parser, rawStrippedQualifier: string, typeName: string, minValue: string, maxValue: string, start: number) {
  return p.error('INVALID_NUMERIC_LITERAL_RANGE', { rawStrippedQualifier, minValue, maxValue, typeName }, p.originFrom(start));
}

/** 1BD: unlike one without a suffix, it is a wrong literal when it is too long. */
function bigDecimal(p: Parser, text: string, origin: Literal['origin']): Literal {
  try {
    return decimalLiteral(text, origin);
  } catch (error) {
    if (!(error instanceof SparkError) || error.condition === undefined) throw error;
    throw p.error(error.condition, error.messageParameters, origin);
  }
}

/** The digits as they are written say precision and scale. @throws SparkError DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION */
function decimalLiteral(text: string, origin: Literal['origin']): Literal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const unscaled = scale < 0 ? digits + '0'.repeat(Math.min(-scale, 400)) : digits;
  const usedScale = Math.max(scale, 0);
  const precision = Math.max(unscaled.replace(/^0+(?=\d)/, '').length, usedScale);
  const padded = unscaled.padStart(usedScale + 1, '0');
  const value = usedScale === 0 ? padded : `${padded.slice(0, -usedScale)}.${padded.slice(-usedScale)}`;
  return literal(sign + value, new DecimalType(precision, usedScale), origin);
}
