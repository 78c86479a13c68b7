import { expect, test } from 'vitest';
import { likeRegExp } from '../../../src/sql/jvm/like-pattern.js';
import { compileRegex, JavaRegex, splitText } from '../../../src/sql/jvm/regex.js';
import { RegexSyntaxError, RegexUnsupportedError } from '../../../src/sql/jvm/regex-errors.js';

const found = (pattern: string, text: string) => [...new JavaRegex(pattern).findAll(text)].map(match => match.groups[0]);

// Answers of java.util.regex on Java 17.
test.each([
  ['a*+b', 'aaab', ['aaab']],
  ['a++a', 'aaa', []],
  ['(?>a|ab)c', 'abc ac', ['ac']],
  ['(?i)aBc', 'ABC abc', ['ABC', 'abc']],
  ['a(?i)b(?-i)c', 'aBc aBC', ['aBc']],
  ['(?i)é', 'éÉ', ['é']],
  ['(?iu)é', 'éÉ', ['é', 'É']],
  ['[a-z&&[^b]]+', 'abc', ['a', 'c']],
  ['[a-z&&[^aeiou]&&[^x-z]]+', 'abecxz', ['b', 'c']],
  ['[^a-c[x-z]]+', 'xyz bcd', [' ', 'd']],
  ['[]a]+', ']a', [']a']],
  ['\\Qa.b\\E+', 'a.bb axb', ['a.bb']],
  ['\\p{IsGreek}+', 'αβγ abc', ['αβγ']],
  ['\\p{javaLowerCase}+', 'ABcd', ['cd']],
  ['\\x41\\x{42}\\u0043\\0104', 'ABCD', ['ABCD']],
  ['\\R', 'a\r\nb\n', ['\r\n', '\n']],
  ['a$', 'ba\n', ['a']],
  ['a\\z', 'ba\n', []],
  ['(?m)^b$', 'b\nb\r\nb', ['b', 'b', 'b']],
  ['.', '\u0085\n', []],
  ['(?s).', '\n', ['\n']],
  ['(?x) a b # both\n c', 'abc', ['abc']],
  ['\\bx', 'éx x', ['x']],
  ['(a)\\11', 'aa1', ['aa1']],
  ['\\G\\d', '12a3', ['1', '2']],
  ['a||b', 'ab', ['a', '', '']],
  ['\\p{Punct}+', 'a$+b', ['$+']],
])('%s finds in %j: %j', (pattern, text, matches) => expect(found(pattern, text)).toEqual(matches));

test.each([
  ['*a', "Dangling meta character '*'"],
  ['(a', 'Unclosed group'],
  ['a)', "Unmatched closing ')'"],
  ['[a', 'Unclosed character class'],
  ['[b-a]', 'Illegal character range'],
  ['a{2,1}', 'Illegal repetition range'],
  ['{', 'Illegal repetition'],
  ['\\y', 'Illegal/unsupported escape sequence'],
  ['\\p{Foo}', 'Unknown character property name {Foo}'],
])('%s is refused: %s', (pattern, description) => {
  expect(() => new JavaRegex(pattern)).toThrow(RegexSyntaxError);
  expect(() => new JavaRegex(pattern)).toThrow(description);
});

test('a pattern that Java refuses is the condition of Spark', () => {
  const parameters = { parameter: '`regexp`', functionName: '`rlike`', value: "'('" };
  expect(() => compileRegex('(', 'rlike')).toThrow(
    expect.objectContaining({ condition: 'INVALID_PARAMETER_VALUE.PATTERN', messageParameters: parameters }),
  );
});

test('what JavaScript cannot match is said, not matched wrongly', () => {
  expect(() => new JavaRegex('(?i)(a)\\1')).toThrow(RegexUnsupportedError);
});

test('groups keep the numbers of Java beside a possessive quantifier', () => {
  const match = new JavaRegex('(?:(a)(b))++(?<last>c)').findFrom('ababc', 0);
  expect(match?.groups).toEqual(['ababc', 'a', 'b', 'c']);
});

test('a replacement names groups by number and by name', () => {
  expect(new JavaRegex('(\\d+)-(?<b>\\d+)').replaceAll('1-2 3-4', '${b}:$1\\$')).toBe('2:1$ 4:3$');
  expect(() => new JavaRegex('a').replaceAll('a', '$1')).toThrow('No group 1');
  expect(() => new JavaRegex('a').replaceAll('a', '$x')).toThrow('Illegal group reference');
});

test('split follows the limit of Java', () => {
  expect(new JavaRegex(',').split('a,b,,', 0)).toEqual(['a', 'b']);
  expect(new JavaRegex(',').split('a,b,,', -1)).toEqual(['a', 'b', '', '']);
  expect(new JavaRegex(',').split('a,b,,', 2)).toEqual(['a', 'b,,']);
  expect(new JavaRegex('').split('ab', -1)).toEqual(['a', 'b', '']);
  expect(splitText('ab', new JavaRegex(''), -1)).toEqual(['a', 'b']);
  expect(splitText('', new JavaRegex(','), -1)).toEqual(['']);
});

test('LIKE matches whole texts, line ends included', () => {
  expect(likeRegExp('a_c%').test('a\nc\n')).toBe(true);
  expect(likeRegExp('_').test('😀')).toBe(true);
  expect(likeRegExp('100!%', '!').test('100%')).toBe(true);
  expect(likeRegExp('a.c').test('abc')).toBe(false);
});

test('an escape must stand before what it escapes', () => {
  expect(() => likeRegExp('a!b', '!')).toThrow(
    expect.objectContaining({ condition: 'INVALID_FORMAT.ESC_IN_THE_MIDDLE', messageParameters: { format: "'a!b'", char: "'b'" } }),
  );
  expect(() => likeRegExp('a\\')).toThrow(expect.objectContaining({ condition: 'INVALID_FORMAT.ESC_AT_THE_END' }));
});
