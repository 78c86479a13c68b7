import { expect, it } from 'vitest';
import { parseProperties } from '../../src/submit/properties-file.js';

it.each([
  ['a blank parts key and value', 'spark.a   b c ', { 'spark.a': 'b c' }],
  ['so does an equals sign or a colon', 'spark.a = b\nspark.c:d', { 'spark.a': 'b', 'spark.c': 'd' }],
  ['a value may hold them', 'spark.a=b=c:d', { 'spark.a': 'b=c:d' }],
  ['comments and blank lines are left out', '# c\n! d\n\n  # e\nspark.a b', { 'spark.a': 'b' }],
  ['a backslash joins lines', 'spark.a b,\\\n    c', { 'spark.a': 'b,c' }],
  ['two backslashes are one', 'spark.a b\\\\\nspark.c d', { 'spark.a': 'b\\', 'spark.c': 'd' }],
  ['escapes are read', 'spark.a x\\ty\\u0041\nspark\\=b c', { 'spark.a': 'x\tyA', 'spark=b': 'c' }],
  ['a key alone has an empty value', 'spark.a', { 'spark.a': '' }],
  ['Windows line ends are line ends', 'spark.a b\r\nspark.c d\r\n', { 'spark.a': 'b', 'spark.c': 'd' }],
  ['the last of two wins', 'spark.a 1\nspark.a 2', { 'spark.a': '2' }],
])('%s', (_, text, properties) => {
  expect(parseProperties(text)).toEqual(properties);
});
