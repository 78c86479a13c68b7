/** Where the lines of a session come from: a terminal, a pipe, a file, a pasted text. */

/** Which prompt a terminal shows: `primary` starts a statement, `continuation` goes on with one, `none` is the inside of a paste. */
export type PromptKind = 'primary' | 'continuation' | 'none';

/** What was being typed, or what runs, is given up: Ctrl-C. */
export class InputAbandoned extends Error {
  override readonly name = 'InputAbandoned';
}

export interface LineSource {
  /** The next line, without its end; undefined at the end of the input (Ctrl-D at a terminal). @throws InputAbandoned */
  next(prompt: PromptKind): Promise<string | undefined>;
  /** What `next` would give without waiting; undefined when no whole line has arrived yet. */
  peek(): string | undefined;
}
