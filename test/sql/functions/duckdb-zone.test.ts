import { describe, expect, it } from 'vitest';
import { TimeZones } from '../../../dist/sql/jvm/time-zones.js';
import { localSession } from '../../support/local-session.js';

const spark = localSession();
const inZone = (zone: string, query: string): string[] => {
  spark.conf.set('spark.sql.session.timeZone', zone);
  try {
    return spark.sql(query).collect().map(String);
  } finally {
    spark.conf.unset('spark.sql.session.timeZone');
  }
};

/** Around every change of the clock and every turn of the year in Greenwich. */
function secondsToTry(zone: string): number[] {
  const [from, to] = [Date.UTC(1900, 0, 1) / 1000, Date.UTC(2101, 0, 1) / 1000];
  const changes = new TimeZones().zoneOf(zone).changesBetween(from, to);
  const years = Array.from({ length: 201 }, (_, i) => Date.UTC(1900 + i, 0, 1) / 1000);
  return [...changes.map(({ second }) => second), ...years]
    .flatMap(second => [second - 1, second, second + 1])
    .filter(each => each >= from);
}

describe('what clocks show at a timestamp', () => {
  it.each([
    'America/New_York',
    'Europe/Dublin',
    'Africa/Casablanca',
    'Africa/Monrovia',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Asia/Gaza',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Antarctica/Troll',
    '+05:30',
    '-11:59:58',
  ])('in %s, whenever its clocks were changed', zone => {
    const seconds = secondsToTry(zone);
    const rules = new TimeZones().zoneOf(zone);
    spark.createDataFrame(seconds, 'bigint').createOrReplaceTempView('seconds');
    const clocks = inZone(zone, 'SELECT value, CAST(timestamp_seconds(value) AS TIMESTAMP_NTZ) AS clock FROM seconds');
    const expected = seconds.map(second => `[${second},${new Date((second + rules.offsetAt(second)) * 1000).toISOString().slice(0, 19)}]`);
    expect(clocks.filter((each, i) => each !== expected[i]).slice(0, 5)).toEqual([]);
  });

  it('fields, texts and dates are those of the clock, for timestamps of all years and for NULL', () => {
    const moments =
      "VALUES ('1883-11-18 12:00:00'), ('1970-01-01 00:00:00'), ('2024-03-10 06:59:59.999999'), ('2024-03-10 07:00:00'), ('9999-12-31 00:00:00'), (NULL)";
    const query = `SELECT hour(t), minute(t), second(t), year(t), CAST(t AS DATE), date_format(t, 'yyyy-MM-dd HH:mm:ss')
      FROM (SELECT CAST(CAST(concat(m, 'Z') AS TIMESTAMP) AS TIMESTAMP) AS t FROM ${moments} AS v(m))`;
    expect(inZone('America/New_York', query)).toEqual([
      '[7,3,58,1883,1883-11-18,1883-11-18 07:03:58]',
      '[19,0,0,1969,1969-12-31,1969-12-31 19:00:00]',
      '[1,59,59,2024,2024-03-10,2024-03-10 01:59:59]',
      '[3,0,0,2024,2024-03-10,2024-03-10 03:00:00]',
      '[19,0,0,9999,9999-12-30,9999-12-30 19:00:00]',
      '[null,null,null,null,null,null]',
    ]);
  });

  it('hours and minutes are cut where the clock cuts them, within an hour that it shows twice as well', () => {
    const moments = "('2024-11-03 05:45:30.25'), ('2024-11-03 06:45:30.25'), ('2024-03-10 07:15:00'), (NULL)";
    const query = (zone: string) =>
      inZone(
        zone,
        `SELECT unix_seconds(date_trunc('HOUR', t)), unix_seconds(date_trunc('MINUTE', t)) FROM
        (SELECT CAST(concat(m, 'Z') AS TIMESTAMP) AS t FROM VALUES ${moments} AS v(m))`,
      );
    const secondOf = (text: string) => Date.parse(`${text}Z`) / 1000;
    const rows = (...texts: readonly (readonly [string, string])[]) => [...texts.map(row => `[${row.map(secondOf)}]`), '[null,null]'];
    expect(query('America/New_York')).toEqual(
      rows(
        ['2024-11-03 05:00:00', '2024-11-03 05:45:00'],
        ['2024-11-03 06:00:00', '2024-11-03 06:45:00'],
        ['2024-03-10 07:00:00', '2024-03-10 07:15:00'],
      ),
    );
    expect(query('Asia/Kolkata')).toEqual(
      rows(
        ['2024-11-03 05:30:00', '2024-11-03 05:45:00'],
        ['2024-11-03 06:30:00', '2024-11-03 06:45:00'],
        ['2024-03-10 06:30:00', '2024-03-10 07:15:00'],
      ),
    );
  });
});
