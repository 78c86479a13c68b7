import { describe, expect, it } from 'vitest';
import { localSession } from '../../../support/local-session.js';

const spark = localSession();
const shown = (window: string) =>
  spark
    .sql(`SELECT id, ${window} AS w FROM range(4) t(id) ORDER BY id`)
    .collect()
    .map(row => Number(row.get(1)));

describe('a frame of a distance', () => {
  it('is ordered by a subquery', () => {
    expect(shown('nth_value(id, 2) OVER (ORDER BY (SELECT 1) RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)')).toEqual([1, 1, 1, 1]);
    expect(shown('count(*) OVER (ORDER BY (SELECT id) + 1 DESC RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)')).toEqual([2, 3, 3, 2]);
  });

  it('is divided by one', () => {
    const parts = '(SELECT max(x) FROM range(9) s(x) WHERE x <= id / 2)';
    expect(shown(`sum(id) OVER (PARTITION BY ${parts} ORDER BY id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)`)).toEqual([0, 1, 2, 5]);
    expect(shown('sum(id) OVER (PARTITION BY id IN (SELECT 1L) ORDER BY id RANGE BETWEEN 2 PRECEDING AND CURRENT ROW)')).toEqual([
      0, 1, 2, 5,
    ]);
  });

  it('leaves the columns of the query as they are', () => {
    const query = 'SELECT count(*) OVER (ORDER BY (SELECT id) RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), * FROM range(2) t(id)';
    expect(spark.sql(`SELECT * FROM (${query}) UNION SELECT 7, 7 ORDER BY 2`).collect().map(String)).toEqual(['[2,0]', '[2,1]', '[7,7]']);
  });
});
