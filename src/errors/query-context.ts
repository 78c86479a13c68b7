/** Where in a query an expression stands, and how an error shows it. */

/** The text of a query, or of a view that a query reads: what offsets count in. */
export interface QuerySource {
  readonly text: string;
  /** `VIEW`, when the text is not the person's own statement. */
  readonly objectType?: string | undefined;
  readonly objectName?: string | undefined;
}

/** The place of a node: offsets into the text of its query, both inclusive. */
export class Origin {
  constructor(
    readonly source: QuerySource,
    readonly startIndex: number,
    readonly stopIndex: number,
  ) {}

  /** From 1. */
  get line(): number {
    let line = 1;
    for (let at = this.source.text.indexOf('\n'); at >= 0 && at < this.startIndex; at = this.source.text.indexOf('\n', at + 1)) line++;
    return line;
  }

  /** From 0, within its line. */
  get column(): number {
    return this.startIndex - (this.startIndex === 0 ? 0 : this.source.text.lastIndexOf('\n', this.startIndex - 1) + 1);
  }

  /** The person's own text of the node. */
  get fragment(): string {
    return this.source.text.slice(this.startIndex, this.stopIndex + 1);
  }
}

/** Text on the same lines that is shown beside the fragment, at most, before it is cut. */
const maxExtraContextLength = 32;

/**
 * The block below a message: the lines that hold the fragment, and carets under it.
 *
 *     == SQL (line 1, position 8) ==
 *     select 1/0
 *            ^^^
 */
export function queryContextBlock(origin: Origin): string {
  const { source, startIndex: start } = origin;
  const { text, objectType, objectName } = source;
  const stop = Math.min(origin.stopIndex, text.length - 1);
  if (start < 0 || stop < start) return '';
  const object = objectType !== undefined && objectName !== undefined ? ` of ${objectType} ${objectName}` : '';
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', stop) < 0 ? text.length : text.indexOf('\n', stop);
  const cutBefore = start - lineStart >= maxExtraContextLength;
  const cutAfter = lineEnd - stop > maxExtraContextLength;
  const from = cutBefore ? start - maxExtraContextLength : lineStart;
  const to = cutAfter ? stop + maxExtraContextLength + 1 : lineEnd;
  const shown = `${cutBefore ? '...' : ''}${text.slice(from, to)}${cutAfter ? '...' : ''}`;
  let block = `== SQL${object} (line ${origin.line}, position ${origin.column + 1}) ==\n`;
  let at = cutBefore ? from - 3 : from;
  for (const line of shown.split('\n')) {
    let marks = '';
    for (let i = 0; i < line.length; i++, at++) marks += at < start ? ' ' : at <= stop ? '^' : '';
    at++;
    block += `${line}\n${marks}\n`;
  }
  return block;
}
