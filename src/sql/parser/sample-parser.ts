/** TABLESAMPLE: a part of the rows, or a number of them. */
import { type Expression, freezeNode, type Relation } from '../plan/index.js';
import { startsClause } from './lookahead.js';
import type { Parser } from './parser.js';

/** Rounding that a fraction may have beyond 0 and 1. */
const epsilon = 1e-6;

export function sampled(p: Parser, input: Relation, start: number): Relation {
  return p.is('TABLESAMPLE') && startsClause(p, p.at) ? tableSample(p, input, start) : input;
}

export function tableSample(p: Parser, input: Relation, start: number): Relation {
  const from = p.at;
  p.expect('TABLESAMPLE');
  const word = p.acceptOneOf('BERNOULLI', 'SYSTEM');
  const method = word === undefined ? undefined : word === 'SYSTEM' ? 'system' : 'bernoulli';
  p.expect('(');
  if (p.is(')')) {
    p.at++;
    throw p.error('_LEGACY_ERROR_TEMP_0014', {}, p.originFrom(from));
  }
  const build = sampleMethod(p, input, from, start, method);
  p.expect(')');
  const seed = p.accept('REPEATABLE', '(') ? BigInt(p.integer()) : undefined;
  if (seed !== undefined) p.expect(')');
  return build(seed);
}

type Build = (seed: bigint | undefined) => Relation;

function sampleMethod(p: Parser, input: Relation, from: number, start: number, method: 'bernoulli' | 'system' | undefined): Build {
  const sample = (fraction: number): Build => {
    return seed => {
      if (fraction < -epsilon || fraction > 1 + epsilon)
        throw p.error('INVALID_TABLESAMPLE_FRACTION', { fraction: numberText(fraction) }, p.originFrom(from));
      return freezeNode({
        kind: 'sample',
        input,
        lowerBound: 0,
        upperBound: fraction,
        withReplacement: false,
        seed,
        method,
        origin: p.originFrom(start),
      });
    };
  };
  const sign = p.is('-') ? 1 : 0;
  const isNumber = p.peek(sign).kind === 'integer' || p.peek(sign).kind === 'decimal';
  if (isNumber && p.peek(sign + 1).key === 'PERCENT') {
    const text = p.tokenAt(p.at + sign).text;
    p.at += sign + 2;
    return sample((sign === 1 ? -Number(text) : Number(text)) / 100);
  }
  if (p.is('BUCKET') && p.peek().kind === 'integer') return bucket(p, from, sample);
  const expression = p.expression();
  if (p.accept('ROWS')) return () => freezeNode({ kind: 'limit', input, limit: expression, origin: p.originFrom(start) });
  return () => fail(p, expression, from);
}

/** `BUCKET 1 OUT OF 4` is a quarter of the rows. */
function bucket(p: Parser, from: number, sample: (fraction: number) => Build): Build {
  const open = p.at - 1;
  p.at++;
  const numerator = p.integer();
  p.expect('OUT', 'OF');
  const denominator = p.integer();
  if (p.accept('ON')) {
    p.multipartName();
    const isCall = p.accept('(', ')');
    const msg = isCall ? 'BUCKET x OUT OF y ON function' : 'BUCKET x OUT OF y ON colname';
    throw p.error('_LEGACY_ERROR_TEMP_0015', { msg }, p.originFrom(from, p.closing[open]! + 1));
  }
  return sample(numerator / denominator);
}

/** A number of bytes, which Spark knows but does not take. */
function fail(p: Parser, expression: Expression, from: number): never {
  const text = expression.origin?.fragment ?? '';
  if (/^\d+[bkmg]$/i.test(text)) throw p.error('_LEGACY_ERROR_TEMP_0015', { msg: 'byteLengthLiteral' }, p.originFrom(from));
  throw p.error('_LEGACY_ERROR_TEMP_0016', { bytesStr: text }, p.originFrom(from));
}

const numberText = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));
