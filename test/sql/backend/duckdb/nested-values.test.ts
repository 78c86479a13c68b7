import { expect, it } from 'vitest';
import { conditionOf, localSession } from '../../../support/local-session.js';

const spark = localSession();

it('arrays and structs that DuckDB makes reach functions in JavaScript whole, constants in them as well', () => {
  const rows = spark
    .range(5000)
    .selectExpr("struct(id, 'x' AS b, 'a longer constant text' AS c, array(1, 2) AS d) AS s", "array(struct('q' AS z, id)) AS m")
    .selectExpr('to_json(s)', 'to_json(m)')
    .collect();
  const expected = (id: number) => `[{"id":${id},"b":"x","c":"a longer constant text","d":[1,2]},[{"z":"q","id":${id}}]]`;
  expect(rows.map(String).filter((each, id) => each !== expected(id))).toEqual([]);
});

it('arrays have elements of one type, NULL among them', () => {
  const query = 'SELECT array(id, NULL, 7L), array(1, id, 2.5), array(array(1L), array(id)), array(NULL, NULL), array() FROM range(2)';
  expect(spark.sql(query).collect().map(String)).toEqual([
    '[ArraySeq(0, null, 7),ArraySeq(1.0, 0.0, 2.5),ArraySeq(ArraySeq(1), ArraySeq(0)),ArraySeq(null, null),ArraySeq()]',
    '[ArraySeq(1, null, 7),ArraySeq(1.0, 1.0, 2.5),ArraySeq(ArraySeq(1), ArraySeq(1)),ArraySeq(null, null),ArraySeq()]',
  ]);
});

it('an error where a NULL is expected is raised, and only for the rows that ask for it', () => {
  for (const value of [
    "if(id = 2, raise_error('boom'), id)",
    "array(if(id = 2, raise_error('boom'), id))",
    "coalesce(nullif(id, 2), raise_error('boom'))",
  ])
    expect(conditionOf(() => spark.sql(`SELECT ${value} FROM range(3)`).collect())).toBe('USER_RAISED_EXCEPTION');
  expect(spark.sql("SELECT if(id = 5, raise_error('boom'), id) FROM range(2)").collect().map(String)).toEqual(['[0]', '[1]']);
});
