import { describe, expect, it } from 'vitest';
import { functions } from '../../dist/index.js';
import { conditionOf, localSession } from '../support/local-session.js';

const spark = localSession();
const rows = (query: string) => spark.sql(query).collect().map(String);
const unresolved = 'UNRESOLVED_COLUMN.WITH_SUGGESTION';

describe('a column that a projection has left out', () => {
  it('is found by ORDER BY and by a filter above it', () => {
    expect(rows('SELECT id AS x FROM range(3) ORDER BY id DESC')).toEqual(['[2]', '[1]', '[0]']);
    expect(spark.range(3).selectExpr('id AS x').filter('id = 1').collect().map(String)).toEqual(['[1]']);
  });

  it('is not found behind the name of a subquery, a table function, a CTE or a view', () => {
    spark.range(3).selectExpr('id AS x').createOrReplaceTempView('named_x');
    for (const source of ['(SELECT id AS x FROM range(3))', '(SELECT id AS x FROM range(3)) s', 'range(3) s(x)', 'named_x']) {
      expect(conditionOf(() => rows(`SELECT * FROM ${source} WHERE id = 1`))).toBe(unresolved);
      expect(conditionOf(() => rows(`SELECT x FROM ${source} ORDER BY id`))).toBe(unresolved);
    }
    expect(conditionOf(() => rows('WITH c AS (SELECT id AS x FROM range(3)) SELECT * FROM c WHERE id = 1'))).toBe(unresolved);
    const named = spark.range(3).select(functions.col('id').as('x')).alias('s');
    expect(conditionOf(() => named.filter('id = 1').collect())).toBe(unresolved);
  });

  it('leaves the name to the query around a subquery', () => {
    const query = 'SELECT id, (SELECT max(x) FROM range(9) s(x) WHERE x <= id / 2) FROM range(4) t(id)';
    expect(rows(query)).toEqual(['[0,0]', '[1,0]', '[2,1]', '[3,1]']);
  });
});

it('nothing but a SELECT is sorted by an aggregate', () => {
  const [one, other] = [spark.range(3), spark.range(3)];
  for (const frame of [one, one.join(other, 'id'), one.union(other)])
    expect(conditionOf(() => frame.orderBy(functions.mean('id')).collect())).toBe('UNSUPPORTED_EXPR_FOR_OPERATOR');
});
