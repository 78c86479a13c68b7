import { describe, expect, it } from 'vitest';
import { blankOf, EditedText, emptyStatementOf } from '../../src/compiler/text-edits.js';

describe('EditedText', () => {
  const edited = new EditedText('a + limit * b', [
    { start: 4, end: 9, text: '$cell3.limit' },
    { start: 0, end: 0, text: 'const res0 = (' },
    { start: 13, end: 13, text: ')' },
  ]);

  it('applies edits in any order', () => {
    expect(edited.text).toBe('const res0 = (a + $cell3.limit * b)');
  });

  it('maps offsets of kept text both ways', () => {
    for (const offset of [0, 2, 9, 12]) expect(edited.toOriginal(edited.toEdited(offset))).toBe(offset);
    expect(edited.toOriginal(edited.text.indexOf('* b'))).toBe(10);
  });

  it('maps an inserted offset to the place of the insertion', () => {
    expect(edited.toOriginal(3)).toBe(0);
    expect(edited.toOriginal(edited.text.indexOf('3.limit'))).toBe(4);
    expect(edited.toOriginal(edited.text.length)).toBe(13);
  });

  it('keeps the order of insertions at one place', () => {
    const twice = new EditedText('x', [
      { start: 0, end: 0, text: '1' },
      { start: 0, end: 0, text: '2' },
    ]);
    expect(twice.text).toBe('12x');
  });
});

it('blanks keep lines and length', () => {
  expect(blankOf('a\r\nbc\n')).toBe(' \r\n  \n');
  expect(emptyStatementOf('ab\nc')).toBe('; \n ');
  expect(emptyStatementOf('')).toBe('');
});
