/** Parts of URLs, and text in the form that URLs need. */
import { SparkError } from '../../errors/spark-error.js';
import { parseUrl, urlDecode, urlEncode } from '../jvm/url.js';
import { NullType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { group, scalar } from './define.js';

/** NULL instead of an error of the URL. */
function orNull<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SparkError) return null;
    throw error;
  }
}

const parseUsage = '_FUNC_(url, partToExtract[, key]) - Extracts a part from a URL.';

export const urlFuncs = group('url_funcs', {
  parse_url: scalar({
    since: '2.0.0',
    usage: parseUsage,
    examples: [
      ["parse_url('http://spark.apache.org/path?query=1', 'HOST')", 'spark.apache.org'],
      ["parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query')", '1'],
    ],
    arity: [2, 3],
    inputTypes: [AnyString, AnyString, AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([url, part, key], cx) => (cx.settings.ansi ? parseUrl(url, part, key) : orNull(() => parseUrl(url, part, key))),
  }),
  try_parse_url: scalar({
    since: '4.0.0',
    usage: `${parseUsage} NULL where the URL is none.`,
    examples: [["try_parse_url('inva lid://spark.apache.org/path?query=1', 'QUERY')", 'NULL']],
    arity: [2, 3],
    inputTypes: [AnyString, AnyString, AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([url, part, key]) => orNull(() => parseUrl(url, part, key)),
  }),
  url_encode: scalar({
    since: '3.4.0',
    usage: "_FUNC_(str) - Translates a string into 'application/x-www-form-urlencoded' format using a specific encoding scheme.",
    examples: [["url_encode('https://spark.apache.org')", 'https%3A%2F%2Fspark.apache.org']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([text]) => urlEncode(text),
  }),
  url_decode: scalar({
    since: '3.4.0',
    usage: "_FUNC_(str) - Decodes a `str` in 'application/x-www-form-urlencoded' format using a specific encoding scheme.",
    examples: [["url_decode('https%3A%2F%2Fspark.apache.org')", 'https://spark.apache.org']],
    arity: 1,
    inputTypes: [AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([text]) => urlDecode(text),
  }),
  try_url_decode: scalar({
    since: '4.0.0',
    usage:
      '_FUNC_(str) - This is a special version of `url_decode` that performs the same operation, but returns a NULL value instead of raising an error if the decoding cannot be performed.',
    examples: [["try_url_decode('%')", 'NULL']],
    arity: 1,
    dataType: NullType,
    rewrite: ([text], cx) => cx.call('tryeval', cx.call('url_decode', text!)),
  }),
});
