import { expect, it } from 'vitest';
import { barText } from '../../../../src/sql/backend/duckdb/query-progress.js';

it('the bar is as wide as the terminal and filled as far as the query has come', () => {
  expect(barText(3, 0, 700, 30)).toBe('[SQL 3:>                (0 %)]');
  expect(barText(3, 50.9, 700, 30)).toBe('[SQL 3:========>       (50 %)]');
  expect(barText(3, 100, 700, 30)).toBe('[SQL 3:===============(100 %)]');
});

it('without an estimate it tells for how long the query has run', () => {
  expect(barText(12, -1, 2400, 30)).toBe('[SQL 12:>               (2 s)]');
});
