/** The pattern is none that Java accepts; the message is Java's description. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError';
  constructor(
    readonly description: string,
    readonly index: number,
    readonly pattern: string,
  ) {
    super(`${description} near index ${index}\n${pattern}`);
  }
}

/** Java accepts the pattern, and JavaScript has nothing like it. */
export class RegexUnsupportedError extends Error {
  override readonly name = 'RegexUnsupportedError';
  constructor(what: string, pattern: string) {
    super(`This regular expression has no equal in JavaScript (${what}): ${pattern}`);
  }
}
