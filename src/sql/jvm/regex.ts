/** `java.util.regex.Pattern` and `Matcher`, as far as Spark SQL's functions use them. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { RegexSyntaxError } from './regex-errors.js';
import { translateRegex } from './regex-translator.js';
import { sqlString } from './sql-string.js';

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** By Java's numbers, the whole match first; null for a group that caught nothing. */
  readonly groups: readonly (string | null)[];
}

export class JavaRegex {
  readonly groupCount: number;
  readonly #expression: RegExp;
  readonly #groups: readonly number[];
  readonly #names: ReadonlyMap<string, number>;
  #whole: RegExp | undefined;

  /**
   * @throws RegexSyntaxError the pattern is none for Java
   * @throws RegexUnsupportedError JavaScript cannot match as Java does
   */
  constructor(readonly pattern: string) {
    const { source, sticky, groups, names } = translateRegex(pattern);
    this.#expression = new RegExp(source, sticky ? 'gvy' : 'gv');
    this.#groups = groups;
    this.#names = names;
    this.groupCount = groups.length - 1;
  }

  /** `Matcher.find()`: is there a match anywhere. RLIKE. */
  find(text: string): boolean {
    this.#expression.lastIndex = 0;
    return this.#expression.test(text);
  }

  /** @param from where the search begins; what stands before it is seen by `^` and lookbehind */
  findFrom(text: string, from: number): RegexMatch | undefined {
    this.#expression.lastIndex = from;
    const match = this.#expression.exec(text);
    if (match === null) return undefined;
    const groups = this.#groups.map(group => match[group] ?? null);
    return { start: match.index, end: match.index + match[0].length, groups };
  }

  /** Every match, one after the other as `find()` called again and again gives them. */
  *findAll(text: string): Generator<RegexMatch> {
    let at = 0;
    while (at <= text.length) {
      const match = this.findFrom(text, at);
      if (match === undefined) return;
      yield match;
      at = match.end > match.start ? match.end : match.end + (isSurrogatePair(text, match.end) ? 2 : 1);
    }
  }

  /** `String.matches`: the whole text. */
  matches(text: string): boolean {
    this.#whole ??= new RegExp(`^(?:${this.#expression.source})$`, 'v');
    return this.#whole.test(text);
  }

  /** `Matcher.replaceAll`. @throws RegexReplacementError */
  replaceAll(text: string, replacement: string): string {
    let result = '';
    let at = 0;
    for (const match of this.findAll(text)) {
      result += text.slice(at, match.start) + this.#expand(replacement, match);
      at = match.end;
    }
    return result + text.slice(at);
  }

  /** `$1`, `${name}`, and a backslash before what stands for itself. */
  #expand(replacement: string, match: RegexMatch): string {
    let result = '';
    for (let at = 0; at < replacement.length; at++) {
      const c = replacement[at]!;
      if (c === '\\') {
        if (++at === replacement.length) throw new RegexReplacementError('character to be escaped is missing');
        result += replacement[at]!;
      } else if (c === '$') {
        const { group, length } = this.#groupReference(replacement.slice(at + 1));
        result += match.groups[group] ?? '';
        at += length;
      } else result += c;
    }
    return result;
  }

  #groupReference(rest: string): { group: number; length: number } {
    if (rest === '') throw new RegexReplacementError('Illegal group reference: group index is missing');
    if (rest.startsWith('{')) {
      const name = /^\{([a-zA-Z0-9]*)\}/.exec(rest);
      if (name === null) throw new RegexReplacementError("named capturing group is missing trailing '}'");
      const group = this.#names.get(name[1]!);
      if (group === undefined) throw new RegexReplacementError(`No group with name {${name[1]}}`);
      return { group, length: name[0].length };
    }
    const first = /^\d/.exec(rest);
    if (first === null) throw new RegexReplacementError('Illegal group reference');
    let group = Number(first[0]);
    if (group > this.groupCount) throw new RegexReplacementError(`No group ${group}`);
    let length = 1;
    // As many digits as still name a group that there is.
    for (; /\d/.test(rest[length] ?? ''); length++) {
      const next = group * 10 + Number(rest[length]);
      if (next > this.groupCount) break;
      group = next;
    }
    return { group, length };
  }

  /** `String.split(regex, limit)`; a limit of 0 drops empty texts at the end. */
  split(text: string, limit: number): string[] {
    const parts: string[] = [];
    let at = 0;
    for (const { start, end } of this.findAll(text)) {
      if (limit > 0 && parts.length === limit - 1) break;
      // A match of no width at the start splits nothing off.
      if (end === 0) continue;
      parts.push(text.slice(at, start));
      at = end;
    }
    if (parts.length === 0 && at === 0) return [text];
    parts.push(text.slice(at));
    if (limit === 0) while (parts.length > 0 && parts.at(-1) === '') parts.pop();
    return parts;
  }
}

/** @throws SparkError INVALID_PARAMETER_VALUE.PATTERN, when Java does not accept the pattern */
export function compileRegex(pattern: string, functionName: string): JavaRegex {
  try {
    return new JavaRegex(pattern);
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    const parameters = { parameter: '`regexp`', functionName: `\`${functionName}\``, value: sqlString(pattern) };
    throw sparkErrorOf('INVALID_PARAMETER_VALUE.PATTERN', parameters, { cause: error });
  }
}

/** The replacement text is none that Java accepts. */
export class RegexReplacementError extends Error {
  override readonly name = 'RegexReplacementError';
}

const isSurrogatePair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;

/** Spark's split(text, regex, limit): an empty pattern cuts into characters, and nothing at the end is dropped. */
export function splitText(text: string, regex: JavaRegex, limit: number): string[] {
  if (text !== '' && regex.pattern === '') {
    const characters = [...text];
    const count = limit > characters.length || limit <= 0 ? characters.length : limit;
    return [...characters.slice(0, count - 1), characters.slice(count - 1).join('')];
  }
  return regex.split(text, limit === 0 ? -1 : limit);
}
