/** A recorded session, typed again: what stands behind its prompts, line by line. */
import type { LineSource, PromptKind } from '../../src/shell/line-source.js';

const prompts = { primary: 'spark> ', continuation: '     | ' } as const;
/** What a transcript writes where the person presses Ctrl-D. */
const controlD = '^D';
const pasteBegins = /^\/\/ Entering paste mode|^\/\/ Detected repl transcript/;

/** Shows each line behind its prompt, as a terminal does, and gives it to the loop; at the end of the transcript the input ends. */
export class TranscriptSource implements LineSource {
  readonly #lines: readonly string[];
  readonly #show: (text: string) => void;
  #at = 0;
  #isPasting = false;
  #isFirst = true;

  constructor(transcript: string, show: (text: string) => void) {
    this.#lines = transcript.split('\n');
    this.#show = show;
  }

  async next(kind: PromptKind): Promise<string | undefined> {
    if (kind === 'none') return this.#nextPasted();
    this.#isPasting = false;
    const prompt = prompts[kind];
    const found = this.#lines.findIndex((line, i) => i >= this.#at && (line.startsWith(prompt) || line === prompt.trimEnd()));
    const isNext = found >= 0 && (kind === 'primary' || !this.#lines.slice(this.#at, found).some(line => line.startsWith(prompts.primary)));
    if (kind === 'primary' && !this.#isFirst && isNext) this.#show('\n');
    this.#isFirst = false;
    if (!isNext) return undefined;
    this.#at = found + 1;
    const typed = this.#lines[found]!.slice(prompt.length);
    this.#show(`${`${prompt}${typed}`.trimEnd()}\n`);
    return typed;
  }

  peek(): undefined {}

  /** The lines of a paste stand bare below its first line. */
  #nextPasted(): string | undefined {
    if (!this.#isPasting) {
      this.#isPasting = true;
      const begin = this.#lines.findIndex((line, i) => i >= this.#at && pasteBegins.test(line));
      if (begin < 0) return undefined;
      this.#at = begin + (this.#lines[begin + 1] === '' ? 2 : 1);
    }
    const line = this.#lines[this.#at++];
    this.#show(`${line}\n`);
    return line === controlD ? undefined : line;
  }
}
