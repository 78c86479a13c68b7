/** parse_url, url_encode and url_decode, as java.net.URI, URLEncoder and URLDecoder have them. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';

interface UrlParts {
  readonly scheme: string | null;
  readonly authority: string | null;
  readonly userInfo: string | null;
  readonly host: string | null;
  readonly path: string | null;
  readonly query: string | null;
  readonly fragment: string | null;
}

// Characters of RFC 2396 as Java's URI takes them, and all others beyond ASCII but blanks and controls.
const other = '\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\uffff';
const unreserved = `a-zA-Z0-9_\\-!.~'()*${other}`;
const escaped = '%[0-9a-fA-F]{2}';
const pathPattern = new RegExp(`^(?:[${unreserved};:@&=+$,/]|${escaped})*$`);
const queryPattern = new RegExp(`^(?:[${unreserved};/?:@&=+$,\\[\\]]|${escaped})*$`);
const authorityPattern = new RegExp(`^(?:[${unreserved}$,;:@&=+\\[\\]]|${escaped})*$`);

/** undefined: no URL that Java's URI accepts. */
function parseUri(text: string): UrlParts | undefined {
  const [beforeFragment = '', ...fragments] = text.split('#');
  const fragment = text.includes('#') ? fragments.join('#') : null;
  if (fragment !== null && !queryPattern.test(fragment)) return undefined;
  const schemed = /^([a-zA-Z][a-zA-Z0-9+.-]*):([\s\S]*)$/.exec(beforeFragment);
  if (schemed === null && /^[^/?]*:/.test(beforeFragment)) return undefined;
  const scheme = schemed?.[1] ?? null;
  const rest = schemed?.[2] ?? beforeFragment;
  if (scheme !== null && rest === '') return undefined;
  // `mailto:a@b` has neither path nor query.
  if (scheme !== null && !rest.startsWith('/')) {
    return queryPattern.test(rest) ? { scheme, authority: null, userInfo: null, host: null, path: null, query: null, fragment } : undefined;
  }
  const mark = rest.indexOf('?');
  const query = mark < 0 ? null : rest.slice(mark + 1);
  let path = mark < 0 ? rest : rest.slice(0, mark);
  let authority: string | null = null;
  if (path.startsWith('//')) {
    const slash = path.indexOf('/', 2);
    authority = slash < 0 ? path.slice(2) : path.slice(2, slash);
    path = slash < 0 ? '' : path.slice(slash);
    if (authority === '' && path === '' && query === null) return undefined;
    if (authority === '') authority = null;
  }
  if (!pathPattern.test(path) || (query !== null && !queryPattern.test(query))) return undefined;
  if (authority !== null && !authorityPattern.test(authority)) return undefined;
  const server = authority === null ? null : serverOf(authority);
  return { scheme, authority, userInfo: server?.userInfo ?? null, host: server?.host ?? null, path, query, fragment };
}

/** An authority that is no server has no host. */
function serverOf(authority: string): { userInfo: string | null; host: string } | null {
  const match = /^(?:([^@]*)@)?(\[[0-9a-fA-F:.%]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*))(?::(\d*))?$/.exec(authority);
  if (match === null) return null;
  const host = match[2]!;
  if (!host.startsWith('[')) {
    const labels = host.replace(/\.$/, '').split('.');
    const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(host) && labels.every(label => Number(label) <= 255);
    if (!isAddress && (labels.some(label => !/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label)) || /^\d/.test(labels.at(-1)!)))
      return null;
  }
  return { userInfo: match[1] ?? null, host };
}

/**
 * parse_url(url, part, key?); null for a part that is not there, or is none.
 * @throws SparkError INVALID_URL
 */
export function parseUrl(url: string, part: string, key?: string): string | null {
  const uri = parseUri(url);
  if (uri === undefined) throw sparkErrorOf('INVALID_URL', { url }, { name: 'SparkIllegalArgumentException' });
  if (key !== undefined) {
    if (part !== 'QUERY' || uri.query === null) return null;
    return new RegExp(`(?:&|^)${key}=([^&]*)`).exec(uri.query)?.[1] ?? null;
  }
  switch (part) {
    case 'HOST':
      return uri.host;
    case 'PATH':
      return uri.path;
    case 'QUERY':
      return uri.query;
    case 'REF':
      return uri.fragment;
    case 'PROTOCOL':
      return uri.scheme;
    case 'FILE':
      return uri.path === null ? null : uri.path + (uri.query === null ? '' : `?${uri.query}`);
    case 'AUTHORITY':
      return uri.authority;
    case 'USERINFO':
      return uri.userInfo;
    default:
      return null;
  }
}

/** As forms are sent: blanks are +, and . - * _ stay. */
export const urlEncode = (text: string): string =>
  // A lone surrogate is sent as a question mark.
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** @throws SparkError CANNOT_DECODE_URL */
export function urlDecode(url: string): string {
  const fail = () => sparkErrorOf('CANNOT_DECODE_URL', { url }, { name: 'SparkIllegalArgumentException' });
  if (/%(?![0-9a-fA-F]{2})/.test(url)) throw fail();
  // Bytes that are no UTF-8 become replacement characters, as in Java.
  return url.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+/g, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
