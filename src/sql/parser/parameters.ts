/** What is put into a text before it is parsed: arguments for its markers, settings for `${name}`. */
import type { ParserOptions } from './parser-options.js';
import type { ParameterMarker } from './token-stream.js';

/** Replaces each marker with SQL text, such as that of a literal. @param sqlOf none leaves the marker as it is */
export function withArguments(
  text: string,
  markers: readonly ParameterMarker[],
  sqlOf: (marker: ParameterMarker, position: number) => string | undefined,
): string {
  let result = '';
  let from = 0;
  let position = 0;
  for (const marker of markers) {
    const sql = sqlOf(marker, marker.name === undefined ? position++ : -1);
    if (sql === undefined) continue;
    result += text.slice(from, marker.start) + sql;
    from = marker.stop + 1;
  }
  return result + text.slice(from);
}

const depthLimit = 40;

/** Replaces `${name}`, `${spark:name}`, `${env:NAME}` with the values of settings; one that is not set stays. */
export function withVariables(text: string, { variable }: Pick<ParserOptions, 'variable'>): string {
  if (variable === undefined) return text;
  let result = text;
  for (let depth = 0; depth < depthLimit && result.includes('${'); depth++) {
    const replaced = result.replace(/\$\{([^}$\s]+)\}/g, (all, name: string) => variable(name) ?? all);
    if (replaced === result) break;
    result = replaced;
  }
  return result;
}
