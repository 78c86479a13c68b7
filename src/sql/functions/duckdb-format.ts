/** Date patterns that DuckDB's strftime writes alike. */

/** By letters of java.time; only for years of four digits. */
const specifiers: Readonly<Record<string, string>> = {
  y: '%Y',
  yy: '%y',
  yyy: '%Y',
  yyyy: '%Y',
  M: '%-m',
  MM: '%m',
  MMM: '%b',
  MMMM: '%B',
  d: '%-d',
  dd: '%d',
  DDD: '%j',
  E: '%a',
  EE: '%a',
  EEE: '%a',
  EEEE: '%A',
  a: '%p',
  H: '%-H',
  HH: '%H',
  h: '%-I',
  hh: '%I',
  m: '%-M',
  mm: '%M',
  s: '%-S',
  ss: '%S',
  SSSSSS: '%f',
};

/** `yyyy-MM-dd` => `%Y-%m-%d`; undefined where strftime has no such field. */
export function duckdbFormat(pattern: string): string | undefined {
  let format = '';
  for (const [token] of pattern.matchAll(/([A-Za-z])\1*|[^]/g)) {
    const isLetter = /[A-Za-z]/.test(token);
    const written = isLetter ? specifiers[token] : /[^[\]{}#'%]/.test(token) ? token : undefined;
    if (written === undefined) return undefined;
    format += written;
  }
  return format;
}
