import { expect, it } from 'vitest';
import type { Definition } from '../../src/compiler/interpreter.js';
import { colorsOf } from '../../src/shell/colors.js';
import { defaultSettings, Printer } from '../../src/shell/printer.js';

const plain = () => new Printer(colorsOf(false), defaultSettings());
const value = (value: unknown, type = 'any', name = 'res0'): Definition => ({ name, kind: 'const', type, value });
const escapes = /\x1b\[\d+m/g;

it('a value is printed with its name and type', () => {
  expect(plain().definition(value(3, 'number'))).toBe('res0: number = 3');
});

it('a text of several lines starts on its own line', () => {
  const printed = plain().definition(value({ toString: 1, long: 'x'.repeat(60), longer: 'y'.repeat(60) }, 'T'));
  expect(printed).toMatch(/^res0: T =\n\{\n/);
});

it('the whole message is cut at 800 characters', () => {
  const printed = plain().definition(value('a'.repeat(2000), 'string'));
  expect(printed).toHaveLength(800);
  expect(printed.endsWith('a...')).toBe(true);
});

it('a message of 800 characters is whole', () => {
  const printed = plain().definition(value('a'.repeat(800 - "res0: string = ''".length), 'string'));
  expect(printed).toHaveLength(800);
  expect(printed.endsWith("a'")).toBe(true);
});

it('the limit can be set, and taken away', () => {
  const printer = plain();
  printer.settings.maxPrintString = 20;
  expect(printer.definition(value('a'.repeat(50), 'string'))).toBe("res0: string = 'a...");
  printer.settings.maxPrintString = 0;
  expect(printer.definition(value('a'.repeat(5000), 'string'))).toBe(`res0: string = '${'a'.repeat(5000)}'`);
  expect(printer.definition(value(Array.from({ length: 5000 }, () => 0)))).not.toContain('more items');
});

it('with colors the visible text is the same', () => {
  const colored = new Printer(colorsOf(true), defaultSettings());
  for (const each of [value(3), value('a'.repeat(2000)), value([1, 'x', { a: null }]), value({ a: 'b'.repeat(100), c: 1 })]) {
    expect(colored.definition(each).replace(escapes, '')).toBe(plain().definition(each));
  }
  expect(colored.definition(value(3, 'number'))).toMatch(/^\x1b\[1m\x1b\[34mres0\x1b\[39m\x1b\[22m: \x1b\[1m\x1b\[32mnumber\x1b/);
});

it('functions, classes and types have no value', () => {
  expect(plain().definition({ name: 'f', kind: 'function', type: '(a: number) => number', value: () => 1 })).toBe(
    'f: (a: number) => number',
  );
  expect(plain().definition({ name: 'P', kind: 'class', type: 'typeof P', value: class {} })).toBe('class P');
  expect(plain().definition({ name: 'Q', kind: 'interface', type: 'Q', value: undefined })).toBe('interface Q');
  expect(plain().definition({ name: 'x', kind: 'mutated', type: 'number', value: 2 })).toBe('// mutated x');
});

it('a value that cannot be inspected does not end the shell', () => {
  const hostile = {
    get [Symbol.for('nodejs.util.inspect.custom')](): never {
      throw new Error('no looking');
    },
  };
  expect(plain().definition(value(hostile))).toBe('res0: any = <cannot be printed: no looking>');
  expect(plain().definition(value(Proxy.revocable({}, {}).proxy))).toBe('res0: any = {}');
});

it('silent prints nothing', () => {
  const printer = plain();
  printer.settings.silent = true;
  expect(printer.results([value(1)], value(2), ["import 'x'"])).toBe('');
});
