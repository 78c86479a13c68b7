import { expect, test } from 'vitest';
import { duckdbFormat } from '../../../src/sql/functions/duckdb-format.js';

test('fields and punctuation have their like in strftime', () => {
  expect(duckdbFormat('yyyy-MM-dd HH:mm:ss.SSSSSS')).toBe('%Y-%m-%d %H:%M:%S.%f');
  expect(duckdbFormat('EEE, d MMM yy h:m a')).toBe('%a, %-d %b %y %-I:%-M %p');
});

test('quotes, sections, zones and what strftime would take for a field are left alone', () => {
  for (const pattern of ["yyyy'T'HH", '[yyyy]', 'yyyy XXX', 'MM%', 'SSS', 'Q']) expect(duckdbFormat(pattern)).toBeUndefined();
});
