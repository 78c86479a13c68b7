/** LIKE patterns: `_` any character, `%` any text, an escape character before either and before itself. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { sqlString } from './sql-string.js';

/** @throws SparkError INVALID_FORMAT.ESC_IN_THE_MIDDLE, INVALID_FORMAT.ESC_AT_THE_END */
export function likeRegExp(pattern: string, escapeCharacter = '\\'): RegExp {
  let source = '';
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const c = characters[at]!;
    if (c === escapeCharacter) {
      const next = characters[++at];
      const format = sqlString(pattern);
      if (next === undefined) throw sparkErrorOf('INVALID_FORMAT.ESC_AT_THE_END', { format });
      if (next !== '_' && next !== '%' && next !== escapeCharacter) {
        throw sparkErrorOf('INVALID_FORMAT.ESC_IN_THE_MIDDLE', { format, char: sqlString(next) });
      }
      source += quoted(next);
    } else source += c === '_' ? '[^]' : c === '%' ? '[^]*' : quoted(c);
  }
  return new RegExp(`^${source}$`, 'u');
}

const quoted = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
