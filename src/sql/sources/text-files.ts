/** Files of text: a row a line, or a row a file. */
import { linesOf, textOfFile } from './file-content.js';
import type { RecordRequest, Row } from './record-reader.js';

export function textRecords({ required, options }: RecordRequest): (path: string) => Iterable<Row> {
  const isWhole = options.get('wholetext')?.toLowerCase() === 'true';
  return function* rows(path) {
    const text = textOfFile(path, options);
    for (const each of isWhole ? [text] : linesOf(text, options.get('linesep'))) yield required.map(() => each);
  };
}
