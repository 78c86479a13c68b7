/** What files hold, as text and as lines. */
import { charsetOf, decodeText } from '../jvm/charsets.js';
import { contentOf } from './compressed-files.js';
import type { SourceOptions } from './file-listing.js';
import { lineBlocks } from './line-blocks.js';

/** Whether a line of the file is a line of its bytes, which UTF-8 is read from. */
export const isUtf8 = (options: SourceOptions): boolean =>
  (charsetOf(options.get('encoding') ?? options.get('charset') ?? 'UTF-8') ?? 'utf-8') === 'utf-8';

/** The lines of a file, as `linesOf` has them. */
export function* linesOfFile(path: string, options: SourceOptions, separator: string | undefined): Generator<string> {
  if (!isUtf8(options)) {
    yield* linesOf(textOfFile(path, options), separator);
    return;
  }
  for (const { bytes, start, end } of lineBlocks(path, separator === undefined ? undefined : Buffer.from(separator)))
    yield* linesOf(bytes.toString('utf8', start, end), separator);
}

export function textOfFile(path: string, options: SourceOptions): string {
  const charset = charsetOf(options.get('encoding') ?? options.get('charset') ?? 'UTF-8') ?? 'utf-8';
  const content = contentOf(path);
  const text = charset === 'utf-8' ? content.toString('utf8') : (decodeText(content, charset) ?? content.toString('utf8'));
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The lines of a text: ended by `\n`, `\r\n` or `\r`, or by a text of the person's own. What follows the last end is a line when it is not empty. */
export function* linesOf(text: string, separator: string | undefined): Generator<string> {
  let start = 0;
  if (separator !== undefined) {
    for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      yield text.slice(start, end);
      start = end + separator.length;
    }
  } else if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      yield text.slice(start, end);
      start = end + 1;
    }
  } else {
    const lineEnd = /\r\n|\n|\r/g;
    for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
      yield text.slice(start, match.index);
      start = lineEnd.lastIndex;
    }
  }
  if (start < text.length) yield text.slice(start);
}
