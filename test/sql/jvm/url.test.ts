import { expect, test } from 'vitest';
import { parseUrl, urlDecode, urlEncode } from '../../../src/sql/jvm/url.js';

// Answers of Spark 4.3.
test.each([
  ['http://[::1]:80/', 'PATH', '/'],
  ['http://spark.apache.org/path?query=1', 'QUERY', 'query=1'],
  ['http://a.b.1/', 'AUTHORITY', 'a.b.1'],
  ['http://h?q', 'PROTOCOL', 'http'],
  ['http://h/', 'FILE', '/'],
  ['http:///p', 'PROTOCOL', 'http'],
  ['HTTP://H/', 'FILE', '/'],
  ['?a=b', 'QUERY', 'a=b'],
  ['http://h?q', 'FILE', '?q'],
  ['http://h/', 'HOST', 'h'],
  ['http://h:port/', 'FILE', '/'],
  ['http://spark.apache.org/path?query=1', 'PATH', '/path'],
  ['http://h/p?a=1&b=2&a=3', 'QUERY', 'a=1&b=2&a=3'],
  ['http://spark.apache.org/path?query=1', 'AUTHORITY', 'spark.apache.org'],
  ['ftp://1.2.3.4/x', 'PATH', '/x'],
  ['http://-h/', 'AUTHORITY', '-h'],
  ['ftp://1.2.3.4/x', 'FILE', '/x'],
  ['/just/path?x=1', 'PATH', '/just/path'],
  ['http://[::1]:80/', 'HOST', '[::1]'],
  ['http://h/p?a=1&b=2&a=3', 'FILE', '/p?a=1&b=2&a=3'],
  ['http://h?q', 'QUERY', 'q'],
  ['http://h/é?ü=1', 'FILE', '/é?ü=1'],
  ['a:b', 'PROTOCOL', 'a'],
  ['HTTP://H/', 'HOST', 'H'],
  ['http:///p', 'FILE', '/p'],
  ['file:///x/y', 'PATH', '/x/y'],
  ['https://user:pw@h.com:80/p/a?k=v&q=w#frag', 'USERINFO', 'user:pw'],
  ['http://h?q', 'AUTHORITY', 'h'],
  ['http://h/a%20b?x=%C3%A9#r', 'PATH', '/a%20b'],
  ['http://spark.apache.org/path?query=1', 'FILE', '/path?query=1'],
  ['http://h/p?a=1&b=2&a=3', 'HOST', 'h'],
  ['https://user:pw@h.com:80/p/a?k=v&q=w#frag', 'FILE', '/p/a?k=v&q=w'],
  ['ftp://1.2.3.4/x', 'AUTHORITY', '1.2.3.4'],
  ['http://h?q', 'HOST', 'h'],
  ['http://-h/', 'FILE', '/'],
  ['http://h?a=[1]', 'AUTHORITY', 'h'],
  ['//host/p', 'HOST', 'host'],
  ['//host/p', 'AUTHORITY', 'host'],
  ['/just/path?x=1', 'FILE', '/just/path?x=1'],
  ['http://h?a=[1]', 'PROTOCOL', 'http'],
  ['http://user@/', 'PROTOCOL', 'http'],
  ['http://[::1]:80/', 'FILE', '/'],
  ['http://user@/', 'AUTHORITY', 'user@'],
  ['//host/p', 'PATH', '/p'],
  ['http://h/é?ü=1', 'AUTHORITY', 'h'],
  ['http://h?q', 'host', null],
  ['http://h?q', 'USERINFO', null],
  ['//host/p', 'host', null],
  ['a:b', 'AUTHORITY', null],
  ['mailto:x@y.com', 'USERINFO', null],
  ['file:///x/y', 'REF', null],
  ['//host/p', 'REF', null],
  ['http://a.b.1/', 'HOST', null],
  ['http://user@/', 'host', null],
  ['http://h/é?ü=1', 'REF', null],
  ['//host/p', 'PROTOCOL', null],
  ['mailto:x@y.com', 'QUERY', null],
  ['http://-h/', 'USERINFO', null],
  ['http://h:port/', 'HOST', null],
  ['', 'host', null],
  ['mailto:x@y.com', 'HOST', null],
  ['http://h_x.com/a', 'USERINFO', null],
  ['http://a.b.1/', 'REF', null],
  ['http://h/', 'host', null],
  ['http:///p', 'HOST', null],
])('%s has the %s %j', (url, part, value) => expect(parseUrl(url, part)).toBe(value));

test.each([
  '1http://x',
  'http:',
  'http://',
  'http://a b',
  'http://h/%zz',
  'http://h/a|b',
  'http://h/p#a#b',
  'http://h/{x}',
  'inva lid://user:pass@host/file;param?query;p2',
])('%s is no URL', url => {
  expect(() => parseUrl(url, 'HOST')).toThrow(expect.objectContaining({ condition: 'INVALID_URL', messageParameters: { url } }));
});

test('a key finds the first parameter of that name', () => {
  expect(parseUrl('http://h/p?a=1&b=2&a=3', 'QUERY', 'a')).toBe('1');
  expect(parseUrl('http://h/p?a=1', 'QUERY', 'b')).toBeNull();
  expect(parseUrl('http://h/p?a=1', 'PATH', 'a')).toBeNull();
});

test.each([
  ['a b', 'a+b'],
  ["é~!*'()_-.", '%C3%A9%7E%21*%27%28%29_-.'],
  ['https://x?y=1&z', 'https%3A%2F%2Fx%3Fy%3D1%26z'],
  ['%41%zz', '%2541%25zz'],
  ['%', '%25'],
  ['%C3%A9+x', '%25C3%25A9%2Bx'],
  ['%C3', '%25C3'],
  ['a%2', 'a%252'],
  ['😀', '%F0%9F%98%80'],
  ['', ''],
])('%j is encoded as %s', (text, encoded) => expect(urlEncode(text)).toBe(encoded));

test.each([
  ['a b', 'a b'],
  ["é~!*'()_-.", "é~!*'()_-."],
  ['https://x?y=1&z', 'https://x?y=1&z'],
  ['%C3%A9+x', 'é x'],
  ['%C3', '\ufffd'],
  ['😀', '😀'],
  ['', ''],
])('%s is decoded as %j', (text, decoded) => expect(urlDecode(text)).toBe(decoded));

test.each(['%', 'a%2', '%41%zz'])('%s cannot be decoded', url => {
  expect(() => urlDecode(url)).toThrow(expect.objectContaining({ condition: 'CANNOT_DECODE_URL' }));
});
