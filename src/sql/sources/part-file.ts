/** A file that lines are written to as they come. */
import { appendFileSync, writeFileSync } from 'node:fs';
import type { RecordWriter } from './record-writer.js';

/** Lines are gathered up to this length before they are written. */
const PIECE_CHARS = 1 << 20;

export class PartFile {
  rowCount = 0;
  readonly #path: string;
  readonly #writer: RecordWriter;
  readonly #encodeWhole: ((text: string) => Uint8Array) | undefined;
  #lines: string[] = [];
  #charCount = 0;

  /** @param encodeWhole makes the file of its text, which is held in memory then; undefined: UTF-8, as it comes */
  constructor(
    path: string,
    readonly number: number,
    writer: RecordWriter,
    encodeWhole: ((text: string) => Uint8Array) | undefined,
  ) {
    this.#path = path;
    this.#writer = writer;
    this.#encodeWhole = encodeWhole;
    writeFileSync(path, '');
    if (writer.header !== undefined && writer.footer === undefined) this.#push(writer.header);
  }

  /** @param line null: the row has none */
  add(line: string | null): void {
    const { header, footer } = this.#writer;
    if (this.rowCount++ === 0 && footer !== undefined && header !== undefined) this.#push(header);
    if (line !== null) this.#push(line);
  }

  close(): void {
    const { footer } = this.#writer;
    const text = this.#take() + (this.rowCount > 0 && footer !== undefined ? footer : '');
    if (this.#encodeWhole === undefined) appendFileSync(this.#path, text);
    else writeFileSync(this.#path, this.#encodeWhole(text));
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#charCount += line.length;
    if (this.#charCount > PIECE_CHARS && this.#encodeWhole === undefined) appendFileSync(this.#path, this.#take());
  }

  #take(): string {
    const { lineSeparator } = this.#writer;
    const text = this.#lines.length === 0 ? '' : `${this.#lines.join(lineSeparator)}${lineSeparator}`;
    this.#lines = [];
    this.#charCount = 0;
    return text;
  }
}
