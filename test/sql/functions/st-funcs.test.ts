import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const point = "x'0101000000000000000000F03F0000000000000040'";
const shown = (expressions: string) => runQuery(`SELECT ${expressions}`).shown[0];

function conditionOf(expression: string): string {
  try {
    runQuery(`SELECT ${expression}`).schema.json();
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
}

// Recorded from Apache Spark 4.3.0.
test.each([
  [`typeof(st_geomfromwkb(${point})), typeof(st_geogfromwkb(${point}))`, 'geometry(0)|geography(4326)'],
  [`typeof(st_setsrid(st_geomfromwkb(${point}), 4326)), st_srid(st_geomfromwkb(${point}, 3857))`, 'geometry(4326)|3857'],
  [`hex(st_asbinary(st_geogfromwkb(${point}), 'xdr'))`, '00000000013FF00000000000004000000000000000'],
  ["hex(st_asbinary(st_geomfromwkb(x'00000000013FF00000000000004000000000000000')))", '0101000000000000000000F03F0000000000000040'],
  ['st_srid(null), cast(null as geometry(4326)), cast(null as geography(4326)), cast(null as geometry(any))', 'NULL|NULL|NULL|NULL'],
])('%s is %s', (expressions, expected) => {
  expect(shown(expressions)).toBe(expected);
});

test.each([
  ["st_geomfromwkb(x'0101')", 'WKB_PARSE_ERROR'],
  ["st_geogfromwkb(x'0101000000000000000000694000000000000000C0')", 'WKB_PARSE_ERROR'],
  [`st_setsrid(st_geomfromwkb(${point}), 9999)`, 'ST_INVALID_SRID_VALUE'],
  [`st_setsrid(st_geogfromwkb(${point}), 3857)`, 'ST_INVALID_SRID_VALUE'],
  ['cast(null as geometry(1))', 'ST_INVALID_SRID_VALUE'],
  [`st_asbinary(st_geomfromwkb(${point}), 'zz')`, 'ST_INVALID_ENDIANNESS_VALUE'],
  [`st_geomfromwkb(${point}) = st_geomfromwkb(${point})`, 'DATATYPE_MISMATCH.INVALID_ORDERING_TYPE'],
  [`cast(st_geomfromwkb(${point}) as string)`, 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION'],
])('%s fails with %s', (expression, condition) => {
  expect(conditionOf(expression)).toBe(condition);
});
