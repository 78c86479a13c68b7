import { expect, it } from 'vitest';
import { localSession } from '../../../support/local-session.js';

const spark = localSession();
const first = (query: string) => String(spark.sql(query).collect()[0]);
/** A column `p` of prices, `d` of discounts, `t` of taxes. */
const items = (price: string) =>
  `(SELECT CAST(${price} AS DECIMAL(15,2)) AS p, CAST(0.07 AS DECIMAL(15,2)) AS d, CAST(0.05 AS DECIMAL(15,2)) AS t FROM range(3))`;

it('sums of products are exact, with 64 bits and beyond', () => {
  const sums = 'sum(p * (1 - d)), sum(p * (1 - d) * (1 + t)), avg(p * (1 - d)), sum(p + d - t), sum(DISTINCT p * d)';
  expect(first(`SELECT ${sums} FROM ${items('1000.01 + id')}`)).toBe('[2792.8179,2932.458795,930.93930000,3003.09,210.2121]');
  // The product of the second sum has 19 digits.
  expect(first(`SELECT ${sums} FROM ${items('9999999999990.01 + id')}`)).toBe(
    '[27899999999974.9179,29294999999973.663795,9299999999991.63930000,29999999999973.09,2099999999998.1121]',
  );
});

it('the types of sums are those of Spark, whatever they were computed in', () => {
  const { schema } = spark.sql(`SELECT sum(p * (1 - d)), sum(p * (1 - d) * (1 + t)), avg(p * (1 - d)) FROM ${items('1')}`);
  expect(schema.fields.map(({ dataType }) => dataType.simpleString)).toEqual(['decimal(38,4)', 'decimal(38,6)', 'decimal(36,8)']);
});

it('products and sums of decimals of 18 digits have all of their digits', () => {
  const large = 'CAST(999999999999999.999 AS DECIMAL(18,3))';
  expect(
    first(`SELECT max(${large} * (${large} - id)), max(${large} + (${large} + id)), min(id - ${large} - ${large}) FROM range(3)`),
  ).toBe('[999999999999999998000000000000.000001,2000000000000001.998,-1999999999999999.998]');
});

it('what no decimal has room for raises an error', () => {
  const huge = "CAST(repeat('9', 30) AS DECIMAL(38,0))";
  expect(() => spark.sql(`SELECT sum(${huge} * (${huge} + id)) FROM range(3)`).collect()).toThrow('[NUMERIC_VALUE_OUT_OF_RANGE.');
});
