/** Files of text: a row a line, or a row a file. */
import { linesOfFile, textOfFile } from './file-content.js';
import type { RecordRequest, Row } from './record-reader.js';

export function textRecords({ required, options }: RecordRequest): (path: string) => Iterable<Row> {
  const isWhole = options.get('wholetext')?.toLowerCase() === 'true';
  return function* rows(path) {
    const texts = isWhole ? [textOfFile(path, options)] : linesOfFile(path, options, options.get('linesep'));
    for (const each of texts) yield required.map(() => each);
  };
}
