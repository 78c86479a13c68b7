import { expect, test } from 'vitest';
import type { Column } from '../../../src/sql/column.js';
import { convert_timezone, lit, make_timestamp, timestamp_add, try_make_timestamp_ntz, unix_micros } from '../../../src/sql/functions.js';

/** The function that the column calls, and what of. */
const called = ({ expression }: Column) => {
  if (expression.kind !== 'unresolvedFunction') throw new Error(expression.kind);
  return [
    expression.nameParts[0],
    ...expression.arguments.map(each =>
      each.kind === 'literal' ? each.value : each.kind === 'unresolvedAttribute' ? each.nameParts.join('.') : each.kind,
    ),
  ];
};

test('timestamps are made of fields, or of a date and a time', () => {
  expect(called(make_timestamp('y', 'm', 'd', 'h', 'mi', 's'))).toEqual(['make_timestamp', 'y', 'm', 'd', 'h', 'mi', 's']);
  const none = undefined;
  expect(called(make_timestamp(none, none, none, none, none, none, 'tz', 'd', 't'))).toEqual(['make_timestamp', 'd', 't', 'tz']);
  expect(called(try_make_timestamp_ntz(none, none, none, none, none, none, 'd', 't'))).toEqual(['try_make_timestamp_ntz', 'd', 't']);
});

test('convert_timezone takes no source for the zone of the session', () => {
  expect(called(convert_timezone(null, lit('UTC'), 'ts'))).toEqual(['convert_timezone', 'UTC', 'ts']);
  expect(called(convert_timezone('CET', 'UTC', 'ts'))).toEqual(['convert_timezone', 'CET', 'UTC', 'ts']);
});

test('units are text, quantities may be columns', () => {
  expect(called(timestamp_add('YEAR', 'n', 'ts'))).toEqual(['timestampadd', 'YEAR', 'n', 'ts']);
  expect(called(unix_micros('ts'))).toEqual(['unix_micros', 'ts']);
});
