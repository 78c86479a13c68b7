/** Lines of a pipe or of a text, some of which have arrived: they can be looked at before they are taken. */
import type { LineSource } from './line-source.js';

export class BufferedLines implements LineSource {
  #lines: string[] = [];
  #taken = 0;
  #partial = '';
  #ended = false;
  #arriving: Promise<void> | undefined;
  readonly #chunks: AsyncIterator<string>;

  /** @param file the name of the source in messages: `<stdin>`, a path */
  constructor(
    readonly file: string,
    chunks: AsyncIterable<string>,
  ) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** @param firstLine the number of the first line in `file` */
  static of(text: string, file: string, firstLine = 1): BufferedLines {
    const lines = new BufferedLines(file, { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) });
    lines.#add(text.startsWith('\ufeff') ? text.slice(1) : text);
    lines.#end();
    lines.#firstLine = firstLine;
    return lines;
  }

  #firstLine = 1;

  /** The number of the next line, in its source. */
  get lineNumber(): number {
    return this.#firstLine + this.#taken;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The lines that have arrived and are not taken. */
  arrived(): readonly string[] {
    return this.#lines;
  }

  take(count: number): void {
    this.#lines = this.#lines.slice(count);
    this.#taken += count;
  }

  peek(): string | undefined {
    return this.#lines[0];
  }

  async next(): Promise<string | undefined> {
    while (this.#lines.length === 0 && !this.#ended) await this.#more();
    const line = this.#lines[0];
    if (line !== undefined) this.take(1);
    return line;
  }

  /** Waits for more lines than there are: false when the input has ended, or none came within `timeoutMs`. */
  async moreArrives(timeoutMs?: number): Promise<boolean> {
    const before = this.#lines.length;
    let timer: NodeJS.Timeout | undefined;
    const timeout = timeoutMs === undefined ? undefined : new Promise<'late'>(resolve => (timer = setTimeout(resolve, timeoutMs, 'late')));
    try {
      while (!this.#ended && this.#lines.length === before) {
        if ((await (timeout ? Promise.race([this.#more(), timeout]) : this.#more())) === 'late') return false;
      }
      return this.#lines.length > before;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One chunk at a time: a reader that timed out is joined by the next one. */
  #more(): Promise<void> {
    this.#arriving ??= this.#chunks.next().then(({ done, value }) => {
      this.#arriving = undefined;
      if (done) this.#end();
      else this.#add(this.#taken === 0 && this.#lines.length === 0 && this.#partial === '' ? value.replace(/^\ufeff/, '') : value);
    });
    return this.#arriving;
  }

  #add(chunk: string): void {
    const lines = (this.#partial + chunk).split('\n');
    this.#partial = lines.pop()!;
    for (const line of lines) this.#lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  #end(): void {
    this.#ended = true;
    if (this.#partial !== '') this.#lines.push(this.#partial);
    this.#partial = '';
  }
}
