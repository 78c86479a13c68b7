/** Goes through the lines of a file, which stay where they are in the bytes of their block. */
import { type LineBlock, lineBlocks } from './line-blocks.js';

export const [lineFeed, carriageReturn] = [10, 13];

export abstract class LineReader {
  /** The block of the current line. */
  bytes: Buffer = Buffer.alloc(0);
  /** Where reading goes on. */
  protected at = 0;
  protected lineStart = 0;
  #end = 0;
  #lineEnd = 0;
  readonly #blocks: Iterator<LineBlock>;

  constructor(path: string) {
    this.#blocks = lineBlocks(path);
  }

  /** The current line as it stands in the file, once its end is known. */
  get text(): string {
    return this.bytes.toString('utf8', this.lineStart, this.#lineEnd);
  }

  /** @returns false behind the last line */
  protected startLine(): boolean {
    if (this.at >= this.#end && !this.#nextBlock()) return false;
    this.lineStart = this.at;
    return true;
  }

  /** The line ends where reading has come to, or later. */
  protected skipLine(): void {
    const { bytes } = this;
    let at = this.at;
    while (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++;
    this.endLine(at);
  }

  protected endLine(at: number): void {
    this.#lineEnd = at;
    this.at = this.bytes[at] === carriageReturn && at + 1 < this.#end && this.bytes[at + 1] === lineFeed ? at + 2 : at + 1;
  }

  #nextBlock(): boolean {
    const { done, value } = this.#blocks.next();
    if (done === true) return false;
    this.bytes = value.bytes;
    this.at = value.start;
    this.#end = value.end;
    // The end of the file ends its last line.
    const last = this.bytes[this.#end - 1];
    if (last !== lineFeed && last !== carriageReturn) this.bytes[this.#end++] = lineFeed;
    return true;
  }
}
