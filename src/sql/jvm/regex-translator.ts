/**
 * java.util.regex patterns as JavaScript regular expressions (flag v) with the same meaning.
 *
 * Flags such as (?i) are written into the pattern, since they may change in the middle of it; the only JavaScript flags are g, v and
 * sometimes y. A possessive quantifier or an atomic group becomes a lookahead that captures and a reference to what it caught, so the
 * numbers of groups differ: `groups[n]` is the JavaScript number of Java's group n.
 *
 * Where JavaScript differs and the pattern stays as it is: a group inside a repetition forgets what it caught in an earlier round
 * (`(?:(a)|b)*` on "ab" has no group 1), and a reference to a group that caught nothing matches the empty text.
 */
import { caseOf, classRange, countGroups, type Flags, flagOfLetter, literal, noFlags, splitLast } from './regex-characters.js';
import { namedClass } from './regex-classes.js';
import { RegexSyntaxError, RegexUnsupportedError } from './regex-errors.js';

export interface TranslatedRegex {
  readonly source: string;
  /** Matches must start where the last one ended. */
  readonly sticky: boolean;
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
}

const startOfInput = '(?:^)';
const endOfInput = '(?:$)';
const horizontalSpace = ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const verticalSpace = '\\n\\x0b\\f\\r\\x85\\u2028\\u2029';
const controlEscapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', a: '\x07', e: '\x1b' };

interface TermStart {
  readonly at: number;
  readonly flags: Flags;
  readonly groupCount: number;
  readonly jsGroups: number;
}

export const translateRegex = (pattern: string): TranslatedRegex => new RegexTranslator(pattern).translate();

class RegexTranslator {
  #at = 0;
  #flags: Flags = noFlags;
  #sticky = false;
  #jsGroups = 0;
  readonly #groups: number[] = [0];
  readonly #names = new Map<string, number>();
  /** Where terms begin that a possessive quantifier repeats. */
  readonly #possessiveAt = new Set<number>();
  /** A reference may name a group that begins later: how many groups there are is known before the first is read. */
  readonly #groupCount: number;

  constructor(readonly pattern: string) {
    this.#groupCount = countGroups(pattern);
  }

  translate(): TranslatedRegex {
    const source = this.#alternatives(0);
    if (this.#at < this.pattern.length) throw this.#error("Unmatched closing ')'", Math.max(0, this.#at - 1));
    return { source, sticky: this.#sticky, groups: this.#groups, names: this.#names };
  }

  #error(description: string, index = this.#at): RegexSyntaxError {
    return new RegexSyntaxError(description, index, this.pattern);
  }

  #peek(): string {
    return this.pattern[this.#at] ?? '';
  }

  #eat(text: string): boolean {
    if (!this.pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #codePoint(): string {
    const character = String.fromCodePoint(this.pattern.codePointAt(this.#at)!);
    this.#at += character.length;
    return character;
  }

  #alternatives(depth: number): string {
    if (depth > 500) throw new RegexUnsupportedError('groups nest too deep', this.pattern);
    let source = '';
    while (this.#at < this.pattern.length) {
      const c = this.#peek();
      if (c === ')') break;
      if (c === '|') {
        this.#at++;
        source += '|';
        continue;
      }
      source += this.#term(depth);
    }
    return source;
  }

  #skipComments(): void {
    while (this.#flags.comments && this.#at < this.pattern.length) {
      const c = this.#peek();
      if (/[\t-\r ]/.test(c)) this.#at++;
      else if (c === '#') {
        while (this.#at < this.pattern.length && !/[\n\r\x85\u2028\u2029]/.test(this.#peek())) this.#at++;
      } else return;
    }
  }

  #term(depth: number): string {
    this.#skipComments();
    if (this.#at >= this.pattern.length || this.#peek() === ')' || this.#peek() === '|') return '';
    const start: TermStart = { at: this.#at, flags: this.#flags, groupCount: this.#groups.length, jsGroups: this.#jsGroups };
    const possessive = this.#possessiveAt.has(start.at) ? ++this.#jsGroups : undefined;
    const atom = this.#atom(depth);
    if (atom === undefined) return '';
    this.#skipComments();
    const source = this.#quantified(atom, start, possessive);
    return source ?? this.#term(depth);
  }

  /** @returns undefined for what matches nothing and takes no quantifier: flags, comments */
  #atom(depth: number): string | undefined {
    const c = this.#peek();
    if (c === '(') return this.#group(depth);
    if (c === '[') {
      this.#at++;
      return this.#class();
    }
    if (c === '*' || c === '+' || c === '?') throw this.#error(`Dangling meta character '${c}'`);
    if (c === '{') throw this.#error('Illegal repetition');
    if (c === '.') {
      this.#at++;
      return this.#flags.dotAll ? '[^]' : this.#flags.unixLines ? '[^\\n]' : '[^\\n\\r\\x85\\u2028\\u2029]';
    }
    if (c === '^') {
      this.#at++;
      if (!this.#flags.multiline) return startOfInput;
      const lineStart = this.#flags.unixLines ? '(?<=\\n)' : '(?:(?<=[\\n\\x85\\u2028\\u2029])|(?<=\\r)(?!\\n))';
      return `(?:(?:^|${lineStart})(?=[^]))`;
    }
    if (c === '$') {
      this.#at++;
      if (this.#flags.multiline) {
        return this.#flags.unixLines ? `(?:(?=\\n)|${endOfInput})` : `(?:(?=[\\r\\x85\\u2028\\u2029])|(?<!\\r)(?=\\n)|${endOfInput})`;
      }
      return this.#finalTerminator();
    }
    if (c === '\\') return this.#escape();
    return literal(this.#codePoint(), this.#flags);
  }

  #finalTerminator(): string {
    return this.#flags.unixLines ? `(?=\\n?${endOfInput})` : `(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029])?${endOfInput})`;
  }

  #group(depth: number): string | undefined {
    const open = this.#at;
    const outer = this.#flags;
    this.#at++;
    let head: string;
    let tail = ')';
    if (!this.#eat('?')) {
      head = '(';
      this.#groups.push(++this.#jsGroups);
    } else if (this.#eat(':')) head = '(?:';
    else if (this.#eat('=')) [head, tail] = ['(?:(?=', '))'];
    else if (this.#eat('!')) [head, tail] = ['(?:(?!', '))'];
    else if (this.#eat('>')) {
      const group = ++this.#jsGroups;
      [head, tail] = ['(?:(?=(', `))\\${group})`];
    } else if (this.#eat('<=')) [head, tail] = ['(?:(?<=', '))'];
    else if (this.#eat('<!')) [head, tail] = ['(?:(?<!', '))'];
    else if (this.#eat('<')) {
      head = '(';
      const name = /^[a-zA-Z][a-zA-Z0-9]*(?=>)/.exec(this.pattern.slice(this.#at))?.[0];
      if (name === undefined) throw this.#error(this.#nameProblem());
      if (this.#names.has(name)) throw this.#error(`Named capturing group <${name}> is already defined`);
      this.#at += name.length + 1;
      this.#groups.push(++this.#jsGroups);
      this.#names.set(name, this.#groups.length - 1);
    } else {
      this.#inlineFlags();
      if (this.#eat(')')) return undefined;
      if (!this.#eat(':')) throw this.#error('Unknown inline modifier');
      head = '(?:';
    }
    const body = this.#alternatives(depth + 1);
    if (!this.#eat(')')) throw this.#error('Unclosed group', Math.max(open, this.pattern.length));
    this.#flags = outer;
    return head + body + tail;
  }

  #nameProblem(): string {
    return /^[a-zA-Z]/.test(this.#peek())
      ? "named capturing group is missing trailing '>'"
      : 'capturing group name does not start with a Latin letter';
  }

  #inlineFlags(): void {
    let on = true;
    const flags: { -readonly [Key in keyof Flags]: boolean } = { ...this.#flags };
    while (this.#at < this.pattern.length) {
      const c = this.#peek();
      if (c === '-' && on) on = false;
      else {
        const flag = flagOfLetter[c];
        if (flag === undefined) break;
        flags[flag] = on;
        if (flag === 'unicodeClass') flags.unicodeCase = on;
      }
      this.#at++;
    }
    this.#flags = flags;
  }

  /** @returns undefined when the term has to be read again, with a group number for what its possessive quantifier catches */
  #quantified(atom: string, start: TermStart, possessive: number | undefined): string | undefined {
    let quantifier: string;
    const c = this.#peek();
    if (c === '*' || c === '+' || c === '?') {
      this.#at++;
      quantifier = c;
    } else if (c === '{') {
      const match = /^\{(\d+)(,?)(\d*)\}/.exec(this.pattern.slice(this.#at));
      if (match === null) throw this.#error(/^\{\d/.test(this.pattern.slice(this.#at)) ? 'Unclosed counted closure' : 'Illegal repetition');
      const [whole, min = '', , max = ''] = match;
      if (max !== '' && Number(max) < Number(min)) throw this.#error('Illegal repetition range');
      if (Number(min) > 2 ** 31 - 1 || Number(max) > 2 ** 31 - 1) throw this.#error('Illegal repetition range');
      this.#at += whole.length;
      quantifier = whole;
    } else return atom;
    let source = atom + quantifier;
    if (this.#eat('?')) source += '?';
    else if (this.#eat('+')) {
      if (possessive === undefined) {
        this.#readAgain(start);
        return undefined;
      }
      source = `(?:(?=(${source}))\\${possessive})`;
    }
    // A second quantifier, as in `a{2}{3}`, repeats the first.
    if (this.#peek() === '{') return this.#quantified(`(?:${source})`, start, possessive);
    if (/^[*+?]/.test(this.#peek())) throw this.#error(`Dangling meta character '${this.#peek()}'`);
    return source;
  }

  /** The group that catches stands before those of the atom, so its number must be taken first. */
  #readAgain({ at, flags, groupCount, jsGroups }: TermStart): void {
    this.#possessiveAt.add(at);
    this.#at = at;
    this.#flags = flags;
    this.#jsGroups = jsGroups;
    this.#groups.length = groupCount;
    for (const [name, group] of this.#names) if (group >= groupCount) this.#names.delete(name);
  }

  #escape(): string | undefined {
    this.#at++;
    if (this.#at >= this.pattern.length) throw this.#error('Unexpected internal error', this.pattern.length);
    const c = this.#peek();
    if (c === 'Q') return this.#quotedText();
    if (c === 'E') {
      this.#at++;
      return undefined;
    }
    if (c >= '1' && c <= '9') return this.#reference();
    const flags = this.#flags;
    const simple = (source: string) => {
      this.#at++;
      return source;
    };
    switch (c) {
      case 'A':
        return simple(startOfInput);
      case 'z':
        return simple(endOfInput);
      case 'Z':
        return simple(this.#finalTerminator());
      case 'G':
        if (this.#at !== 1) throw new RegexUnsupportedError('\\G behind the start', this.pattern);
        this.#sticky = true;
        return simple('(?:)');
      case 'b':
      case 'B': {
        this.#at++;
        if (this.#eat('{g}')) throw new RegexUnsupportedError('\\b{g}', this.pattern);
        // Up to Java 18 a boundary looks at Unicode letters and digits although \w is ASCII.
        const word = flags.unicodeClass ? '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]' : '[\\p{L}\\p{Nd}_]';
        return c === 'b' ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))` : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
      }
      case 'R':
        return simple(`(?:\\r\\n|[${verticalSpace}])`);
      case 'X':
        throw new RegexUnsupportedError('\\X', this.pattern);
      case 'k': {
        this.#at++;
        const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.pattern.slice(this.#at));
        if (name === null) throw this.#error("\\k is not followed by '<' for named capturing group");
        const group = this.#names.get(name[1]!);
        if (group === undefined) throw this.#error(`named capturing group <${name[1]}> does not exist`);
        this.#at += name[0].length;
        return this.#referenceTo(group);
      }
    }
    const body = this.#classEscape();
    if (body !== undefined) return `[${body}]`;
    return literal(this.#characterEscape(), flags);
  }

  #quotedText(): string {
    this.#at++;
    const end = this.pattern.indexOf('\\E', this.#at);
    const stop = end < 0 ? this.pattern.length : end;
    let source = '';
    // Only the last character takes a quantifier that follows.
    while (this.#at < stop) source += literal(this.#codePoint(), this.#flags);
    this.#at = end < 0 ? stop : stop + 2;
    return /[*+?{]/.test(this.#peek()) && this.#peek() !== '' ? splitLast(source) : `(?:${source})`;
  }

  #reference(): string {
    let group = Number(this.#peek());
    this.#at++;
    while (/\d/.test(this.#peek()) && group * 10 + Number(this.#peek()) <= this.#groupCount) {
      group = group * 10 + Number(this.#peek());
      this.#at++;
    }
    return this.#referenceTo(group);
  }

  #referenceTo(group: number): string {
    if (this.#flags.ignoreCase) throw new RegexUnsupportedError('a reference to a group where case is ignored', this.pattern);
    const js = this.#groups[group];
    // A group that begins later, or is not there, has caught nothing: the reference fails.
    return js === undefined ? '(?!)' : `(?:\\${js})`;
  }

  /** A class such as \d or \p{L}, as the body of a class; undefined when the escape is no class. */
  #classEscape(): string | undefined {
    const c = this.#peek();
    const unicode = this.#flags.unicodeClass;
    const bodies: Readonly<Record<string, string>> = {
      d: unicode ? '\\p{Nd}' : '0-9',
      w: unicode ? '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}' : 'a-zA-Z0-9_',
      s: unicode ? '\\p{White_Space}' : '\\t-\\r ',
      h: horizontalSpace,
      v: verticalSpace,
    };
    const body = bodies[c];
    if (body !== undefined) {
      this.#at++;
      return body;
    }
    const lower = bodies[c.toLowerCase()];
    if (lower !== undefined) {
      this.#at++;
      return `[^${lower}]`;
    }
    if (c !== 'p' && c !== 'P') return undefined;
    this.#at++;
    let name: string;
    if (this.#eat('{')) {
      const end = this.pattern.indexOf('}', this.#at);
      if (end < 0) throw this.#error('Unclosed character family', this.pattern.length - 1);
      name = this.pattern.slice(this.#at, end);
      if (name === '') throw this.#error('Empty character family', end);
      this.#at = end + 1;
    } else {
      if (this.#at >= this.pattern.length) throw this.#error('Illegal/unsupported escape sequence');
      name = this.#codePoint();
    }
    const found = caseOf(name, this.#flags) ?? namedClass(name, unicode);
    if (found === undefined) {
      if (name.startsWith('In')) throw new RegexUnsupportedError(`\\p{${name}}`, this.pattern);
      throw this.#error(`Unknown character property name {${name}}`, this.#at - 1);
    }
    return c === 'P' ? `[^${found}]` : found;
  }

  #characterEscape(): string {
    const c = this.#codePoint();
    const control = controlEscapes[c];
    if (control !== undefined) return control;
    const rest = this.pattern.slice(this.#at);
    const take = (match: RegExpExecArray | null, radix: number, description: string): string => {
      const code = match === null ? Number.NaN : Number.parseInt(match[1]!, radix);
      if (match === null || code > 0x10ffff) throw this.#error(description);
      this.#at += match[0].length;
      return String.fromCodePoint(code);
    };
    switch (c) {
      case '0':
        return take(/^([0-3][0-7]{2}|[0-7]{1,2})/.exec(rest), 8, 'Illegal octal escape sequence');
      case 'x':
        if (rest.startsWith('{')) return take(/^\{([0-9a-fA-F]+)\}/.exec(rest), 16, 'Unclosed hexadecimal escape sequence');
        return take(/^([0-9a-fA-F]{2})/.exec(rest), 16, 'Illegal hexadecimal escape sequence');
      case 'u': {
        const pair = /^(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i.exec(rest);
        if (pair === null) return take(/^([0-9a-fA-F]{4})/.exec(rest), 16, 'Illegal Unicode escape sequence');
        this.#at += pair[0].length;
        return String.fromCharCode(Number.parseInt(pair[1]!, 16), Number.parseInt(pair[2]!, 16));
      }
      case 'c':
        if (rest === '') throw this.#error('Illegal control escape sequence');
        return String.fromCodePoint(this.#codePoint().codePointAt(0)! ^ 64);
      case 'N':
        throw new RegexUnsupportedError('\\N{name}', this.pattern);
    }
    if (/[a-zA-Z]/.test(c)) throw this.#error('Illegal/unsupported escape sequence', this.#at - 1);
    return c;
  }

  /** The opening bracket is read. */
  #class(): string {
    const negated = this.#eat('^');
    const operands: string[] = [];
    let union = '';
    let first = true;
    for (;;) {
      if (this.#flags.comments) this.#skipComments();
      if (this.#at >= this.pattern.length) throw this.#error('Unclosed character class', this.pattern.length - 1);
      const c = this.#peek();
      if (c === ']' && !first) {
        this.#at++;
        break;
      }
      first = false;
      if (c === '[') {
        this.#at++;
        union += this.#class();
      } else if (c === '&' && this.#eat('&&')) {
        while (this.#eat('&'));
        if (union !== '') operands.push(union);
        union = '';
        if (this.#peek() === ']' && operands.length === 0) throw this.#error('Bad class syntax');
      } else union += this.#classItem();
    }
    if (union !== '') operands.push(union);
    const body = operands.length === 1 ? operands[0]! : operands.map(operand => `[${operand}]`).join('&&');
    return `[${negated ? '^' : ''}${body}]`;
  }

  #classItem(): string {
    if (this.#eat('\\Q')) {
      const end = this.pattern.indexOf('\\E', this.#at);
      const stop = end < 0 ? this.pattern.length : end;
      let items = '';
      while (this.#at < stop) items += classRange(this.#codePoint(), undefined, this.#flags);
      this.#at = end < 0 ? stop : stop + 2;
      return items;
    }
    let low: string;
    if (this.#peek() === '\\') {
      this.#at++;
      if (this.#at >= this.pattern.length) throw this.#error('Unclosed character class', this.pattern.length - 1);
      if (this.#peek() === 'E') {
        this.#at++;
        return '';
      }
      if (this.#peek() === 'R' || this.#peek() === 'X') throw this.#error('Illegal/unsupported escape sequence');
      const body = this.#classEscape();
      if (body !== undefined) return `[${body}]`;
      low = this.#characterEscape();
    } else low = this.#codePoint();
    const next = this.pattern[this.#at + 1];
    if (this.#peek() !== '-' || next === ']' || next === '[' || next === undefined) return classRange(low, undefined, this.#flags);
    this.#at++;
    const high = this.#eat('\\') ? (this.#classEscape() ? '' : this.#characterEscape()) : this.#codePoint();
    if (high === '') throw this.#error('Illegal character range', this.#at - 1);
    if (high.codePointAt(0)! < low.codePointAt(0)!) throw this.#error('Illegal character range', this.#at - 1);
    return classRange(low, high, this.#flags);
  }
}
