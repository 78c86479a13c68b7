import { expect, test } from 'vitest';
import { doubleText } from '../../../src/sql/jvm/number-text.js';
import { XPath, XPathError } from '../../../src/sql/jvm/xpath.js';

// Answers of Spark 4.3.
test.each([
  ['<a>&lt;&#65;</a>', 'name(/*)', 'a'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'count(a/b)', '1'],
  ["<?xml version='1.0'?><a>1.5</a>", 'true()', 'true'],
  ['<a>&lt;&#65;</a>', 'a/b', ''],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/zz', ''],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'count(a/b)', '2'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", "a = 'x'", 'false'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/c', ''],
  ['<a>&lt;&#65;</a>', 'a/d', ''],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/d', 't'],
  ["<?xml version='1.0'?><a>1.5</a>", 'string(a)', '1.5'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b', ''],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/d', ''],
  ["<?xml version='1.0'?><a>1.5</a>", 'count(a/b)', '0'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", '//b[2]', ''],
  ["<?xml version='1.0'?><a>1.5</a>", 'name(/*)', 'a'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", '1+1', '2'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/c', '3'],
])('xpath_string of %s by %s is %j', (xml, path, expected) => expect(new XPath(path).string(xml)).toBe(expected));

test.each([
  ['<a>&lt;&#65;</a>', '//b[2]', 'NaN'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/b/text()', '1.0'],
  ["<?xml version='1.0'?><a>1.5</a>", '1+1', '2.0'],
  ['<a>&lt;&#65;</a>', 'a/b/text()', 'NaN'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/zz', 'NaN'],
  ["<?xml version='1.0'?><a>1.5</a>", 'true()', '1.0'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b/text()', 'NaN'],
  ['<a>&lt;&#65;</a>', 'a/b', 'NaN'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'count(a/b)', '1.0'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'sum(a/c)', '0.0'],
  ["<?xml version='1.0'?><a>1.5</a>", '//b[2]', 'NaN'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/b', '1.0'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'string(a)', 'NaN'],
  ['<a>&lt;&#65;</a>', 'a/b | a/c', 'NaN'],
  ['<a>&lt;&#65;</a>', '1+1', '2.0'],
  ['<a>&lt;&#65;</a>', 'a/n:b', 'NaN'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/d', 'NaN'],
  ["<?xml version='1.0'?><a>1.5</a>", 'string(a)', '1.5'],
])('xpath_double of %s by %s is %j', (xml, path, expected) => expect(doubleText(new XPath(path).number(xml)!)).toBe(expected));

test.each([
  ["<?xml version='1.0'?><a>1.5</a>", 'count(a/b)', 'false'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/zz', 'false'],
  ['<a>&lt;&#65;</a>', 'true()', 'true'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b/text()', 'false'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/c', 'false'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b | a/c', 'false'],
  ['<a>&lt;&#65;</a>', 'a/b', 'false'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'name(/*)', 'true'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/c > 2', 'false'],
  ["<?xml version='1.0'?><a>1.5</a>", 'boolean(a)', 'true'],
  ['<a>&lt;&#65;</a>', 'boolean(a)', 'true'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", '1+1', 'true'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'true()', 'true'],
  ['<a>&lt;&#65;</a>', 'a/n:b', 'false'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/b/text()', 'true'],
  ['<a>&lt;&#65;</a>', '//b[2]', 'false'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/n:b', 'false'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'sum(a/c)', 'true'],
])('xpath_boolean of %s by %s is %j', (xml, path, expected) => expect(String(new XPath(path).boolean(xml))).toBe(expected));

const nodesText = (nodes: readonly (string | null)[]) => `[${nodes.map(text => text ?? 'null').join(', ')}]`;

test.each([
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/c', '[]'],
  ['<a>&lt;&#65;</a>', 'a/b | a/c', '[]'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/zz', '[]'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/d', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/zz', '[]'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/@x', '[1]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/n:b', '[]'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/@x', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/d', '[]'],
  ['<a>&lt;&#65;</a>', 'a/@x', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/c', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", '//b[2]', '[]'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/b/text()', '[b1, b2]'],
  ['<a>&lt;&#65;</a>', 'a/b', '[]'],
  ["<?xml version='1.0'?><a>1.5</a>", 'a/b | a/c', '[]'],
  ["<n:a xmlns:n='u'><n:b>1</n:b></n:a>", 'a/n:b', '[]'],
  ["<a x='1'><b>b1</b><b>b2</b><c>3</c><d><e/>t<!--c--></d></a>", 'a/b | a/c', '[null, null, null]'],
])('xpath of %s by %s is %j', (xml, path, expected) => expect(nodesText(new XPath(path).nodes(xml)!)).toBe(expected));

test('an empty document or path gives null', () => {
  expect(new XPath('a').string('')).toBeNull();
  expect(new XPath('').number('<a/>')).toBeNull();
});

test.each([
  ['<a>', 'a'],
  ['nope', 'a'],
  ['<a/>', 'a['],
])('%s and %s are refused', (xml, path) => expect(() => new XPath(path).string(xml)).toThrow(XPathError));

test('nodes are asked of what gives nodes', () => expect(() => new XPath('1 + 1').nodes('<a/>')).toThrow(XPathError));
