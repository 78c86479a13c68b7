/** The number formats of to_char, to_number and their try_ forms: 0 9 . D , G $ S MI PR. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { type DecimalParts, decimalPlainText } from './number-text.js';
import { sqlString } from './sql-string.js';

type DigitToken = { readonly kind: 'exactly' | 'at-most'; readonly count: number } | { readonly kind: 'separator' };

type Token =
  | { readonly kind: 'digits'; readonly tokens: readonly DigitToken[] }
  | { readonly kind: 'point' | 'dollar' | 'sign' | 'minus' | 'open' | 'close' }
  | { readonly kind: 'unknown'; readonly character: string };

const tokenTexts: Readonly<Record<Token['kind'], string>> = {
  digits: 'digit sequence',
  point: '. or D',
  dollar: '$',
  sign: 'S',
  minus: 'MI',
  open: 'PR',
  close: 'PR',
  unknown: '',
};

const digitCount = (token: Token): number =>
  token.kind === 'digits' ? token.tokens.reduce((sum, each) => sum + (each.kind === 'separator' ? 0 : each.count), 0) : 0;

export class NumberFormat {
  readonly #tokens: readonly Token[];
  /** The type that to_number gives. */
  readonly precision: number;
  readonly scale: number;

  /** @throws SparkError INVALID_FORMAT.* */
  constructor(readonly format: string) {
    this.#tokens = tokensOf(format.toUpperCase());
    this.#check();
    const point = this.#tokens.findIndex(token => token.kind === 'point');
    const sum = (tokens: readonly Token[]) => tokens.reduce((total, token) => total + digitCount(token), 0);
    this.precision = sum(this.#tokens);
    this.scale = point < 0 ? 0 : sum(this.#tokens.slice(point));
  }

  #check(): void {
    const tokens = this.#tokens;
    const format = sqlString(this.format);
    const fail = (subclass: string, parameters: Readonly<Record<string, string>> = {}) =>
      sparkErrorOf(`INVALID_FORMAT.${subclass}`, { format, ...parameters });
    const [digits, dollar, point] = (['digits', 'dollar', 'point'] as const).map(kind => tokens.findIndex(token => token.kind === kind));
    if (this.format === '') throw fail('EMPTY');
    if (digits! < 0) throw fail('WRONG_NUM_DIGIT');
    if (digits! < dollar!) throw fail('CUR_MUST_BEFORE_DIGIT');
    if (point! >= 0 && point! < dollar!) throw fail('CUR_MUST_BEFORE_DEC');
    tokens.forEach((token, index) => {
      if (token.kind !== 'digits' || (point! >= 0 && index > point!)) return;
      const isSeparator = token.tokens.map(each => each.kind === 'separator');
      const misplaced = isSeparator.some((is, at) => is && (at === 0 || at === isSeparator.length - 1 || isSeparator[at + 1]));
      if (misplaced) throw fail('CONT_THOUSANDS_SEPS');
    });
    tokens.forEach((token, index) => {
      if (token.kind !== 'digits' || point! < 0 || index < point!) return;
      if (token.tokens.some(each => each.kind === 'separator')) throw fail('THOUSANDS_SEPS_MUST_BEFORE_DEC');
    });
    for (const kind of ['point', 'sign', 'minus', 'dollar', 'close'] as const) {
      if (tokens.filter(token => token.kind === kind).length > 1) throw fail('WRONG_NUM_TOKEN', { token: tokenTexts[kind] });
    }
    let at = 0;
    for (const allowed of [
      ['open'],
      ['minus', 'sign'],
      ['dollar'],
      ['digits'],
      ['point'],
      ['digits'],
      ['dollar'],
      ['minus', 'sign', 'close'],
    ]) {
      if (at < tokens.length && allowed.includes(tokens[at]!.kind)) at++;
    }
    const unexpected = tokens[at];
    if (unexpected === undefined) return;
    const token = unexpected.kind === 'unknown' ? `character '${unexpected.character}''` : tokenTexts[unexpected.kind];
    throw fail('UNEXPECTED_TOKEN', { token });
  }

  /** to_number; undefined: the text is not of the format. @throws SparkError NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION */
  parse(text: string): DecimalParts | undefined {
    let at = 0;
    let [before, after] = ['', ''];
    let [negative, opened, closed, reachedPoint] = [false, false, false, false];
    for (const token of this.#tokens) {
      const c = text[at];
      switch (token.kind) {
        case 'digits': {
          const run = /^[\s\d,]*/.exec(text.slice(at))![0];
          if (!matchesGroups(run, token.tokens)) return undefined;
          const digits = run.replace(/\D/g, '');
          if (reachedPoint) after += digits;
          else before += digits;
          at += run.length;
          break;
        }
        case 'point':
          if (c === '.') {
            reachedPoint = true;
            at++;
          }
          break;
        case 'dollar':
          if (c !== undefined && c !== '$') return undefined;
          at++;
          break;
        case 'sign':
        case 'minus':
          if (c === '-') negative = !negative;
          if (c === '-' || (c === '+' && token.kind === 'sign')) at++;
          break;
        case 'open':
          if (c === '<') {
            opened = true;
            at++;
          }
          break;
        case 'close':
          if (c === '>') {
            if (!opened) return undefined;
            closed = true;
            negative = !negative;
            at++;
          }
      }
    }
    if (at < text.length || opened !== closed || before + after === '') return undefined;
    const magnitude = BigInt(before + after.padEnd(this.scale, '0'));
    if (magnitude >= 10n ** BigInt(this.precision)) {
      const value = decimalPlainText(negative ? -magnitude : magnitude, this.scale);
      const config = '"spark.sql.ansi.enabled"';
      throw sparkErrorOf('NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION', { value, precision: this.precision, scale: this.scale, config });
    }
    return { unscaled: negative ? -magnitude : magnitude, scale: this.scale };
  }

  /** The error of to_number for a text that is not of the format. */
  mismatch(text: string) {
    const parameters = { inputType: '"STRING"', input: text, format: this.format };
    return sparkErrorOf('INVALID_FORMAT.MISMATCH_INPUT', parameters, { name: 'SparkIllegalArgumentException' });
  }

  /** to_char. A number that does not fit is written with # for its digits. */
  write({ unscaled, scale }: DecimalParts): string {
    const negative = unscaled < 0n;
    const [whole = '', fraction = ''] = decimalPlainText(negative ? -unscaled : unscaled, scale).split('.');
    const widthBefore = this.precision - this.scale;
    let before = whole.replace(/^0+/, '');
    let after = fraction.replace(/0+$/, '');
    if (before.length > widthBefore || after.length > this.scale) {
      before = '#'.repeat(widthBefore);
      after = '#'.repeat(this.scale);
    }
    const digitsBefore = before.padStart(widthBefore, ' ');
    const digitsAfter = after.padEnd(this.scale, '0');
    const out = new TextBuilder();
    let [atBefore, atAfter, reachedPoint] = [0, 0, false];
    for (const token of this.#tokens) {
      switch (token.kind) {
        case 'digits':
          for (const each of token.tokens) {
            if (each.kind === 'separator') out.addSeparator();
            else if (reachedPoint) {
              out.text += digitsAfter.slice(atAfter, atAfter + each.count);
              atAfter += each.count;
            } else {
              for (const digit of digitsBefore.slice(atBefore, atBefore + each.count)) {
                if (digit !== ' ') out.text += digit;
                else if (each.kind === 'exactly') out.text += '0';
                else out.addSpace();
              }
              atBefore += each.count;
            }
          }
          break;
        case 'point':
          out.text = `${out.text.replace(/ $/, '0')}.`;
          reachedPoint = true;
          break;
        case 'dollar':
          out.text += '$';
          break;
        case 'sign':
          out.stripLonePoint();
          out.addBehindDigits(negative ? '-' : '+');
          break;
        case 'minus':
          if (negative) {
            out.stripLonePoint();
            out.addBehindDigits('-');
          } else out.text += ' ';
          break;
        case 'open':
          if (negative) out.text += '<';
          break;
        case 'close':
          out.stripLonePoint();
          if (negative) out.addBehindDigits('>');
          else out.text += '  ';
      }
    }
    out.stripLonePoint();
    return out.text === '' || out.text === '+' || out.text === '-' ? '0' : out.text;
  }
}

class TextBuilder {
  text = '';

  /** Blanks stand before a sign or a bracket, not behind it. */
  addSpace(): void {
    const signs = /[+\-<]*$/.exec(this.text)![0];
    this.text = `${this.text.slice(0, this.text.length - signs.length)} ${signs}`;
  }

  addSeparator(): void {
    if (/\d$/.test(this.text)) this.text += ',';
    else this.addSpace();
  }

  /** Before the blanks at the end. */
  addBehindDigits(character: string): void {
    const kept = this.text.replace(/ +$/, '');
    const blanks = this.text.slice(kept.length);
    // The first place is never left.
    this.text = kept === '' && blanks !== '' ? character + blanks : kept + character + blanks;
  }

  /** A point with no digit behind it becomes a blank. */
  stripLonePoint(): void {
    this.text = this.text.replace(/^([^.]*)\.(?=$| )/, '$1 ');
  }
}

/** Groups are compared from the right; those on the left may be missing where 9 stands for them. */
function matchesGroups(run: string, tokens: readonly DigitToken[]): boolean {
  const sizes = run
    .split(',')
    .map(group => group.replace(/\D/g, '').length)
    .reverse();
  const expected = tokens.filter(token => token.kind !== 'separator').reverse();
  if (sizes.length > expected.length) return false;
  return expected.every((token, index) => {
    const size = sizes[index] ?? 0;
    return token.kind === 'exactly' ? size === token.count : size <= token.count;
  });
}

function tokensOf(format: string): Token[] {
  const tokens: Token[] = [];
  let digits: DigitToken[] | undefined;
  let reachedPoint = false;
  const append = (token: Token) => {
    digits = undefined;
    tokens.push(token);
  };
  const appendDigits = (token: DigitToken) => {
    if (digits === undefined) tokens.push({ kind: 'digits', tokens: (digits = []) });
    digits.push(token);
  };
  for (const [piece] of format.matchAll(/[09]+|MI|PR|[\s\S]/g)) {
    const first = piece[0]!;
    if (first === '0' || first === '9') {
      appendDigits({ kind: first === '0' && !reachedPoint ? 'exactly' : 'at-most', count: piece.length });
    } else if (piece === '.' || piece === 'D') {
      append({ kind: 'point' });
      reachedPoint = true;
    } else if (piece === ',' || piece === 'G') appendDigits({ kind: 'separator' });
    else if (piece === '$') append({ kind: 'dollar' });
    else if (piece === 'S') append({ kind: 'sign' });
    else if (piece === 'MI') append({ kind: 'minus' });
    else if (piece === 'PR') {
      append({ kind: 'close' });
      tokens.unshift({ kind: 'open' });
    } else append({ kind: 'unknown', character: piece });
  }
  return tokens;
}
