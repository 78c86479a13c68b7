/** CSV read from bytes gives what the parser of texts gives: with a separator of lines that is named, texts are parsed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { localSession } from '../../support/local-session.js';
import { outcomeOf } from '../../support/outcome.js';

const spark = localSession();
const directory = mkdtempSync(join(tmpdir(), 'csv-bytes-'));
afterAll(() => rmSync(directory, { recursive: true }));

type Options = Readonly<Record<string, string | boolean>>;
const path = join(directory, 'a.csv');
const readerOf = (options: Options) => spark.read.options(options);

const schema =
  'i INT, l BIGINT, d DOUBLE, f FLOAT, s STRING, day DATE, b BOOLEAN, n DECIMAL(5,2), t TIMESTAMP, h SMALLINT, w TIMESTAMP_NTZ, g DECIMAL(12,3), _corrupt_record STRING';
const field = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('1', '-7', '2147483648', '3.5', '-0', 'x', 'é', 'a longer text than twelve', '2020-02-29', '2021-02-29'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('', ' ', '""', '"q"', '"a,b"', '"a ""b"""', 'a"b', '"x"y', '"open', '\\', '"\\""', '#c', 'NA', '日本語'),
  },
  fc.constantFrom(
    'true',
    'FALSE',
    '1e3',
    '.5',
    '5.',
    '+4',
    '1d',
    'NaN',
    'Inf',
    '-Inf',
    '123456789012345678',
    '0.1234567890123456789',
    '007',
  ),
  fc.constantFrom(
    '2020-01-02 03:04:05',
    '2020-1-2',
    '0000-01-01',
    '9999-12-31',
    '12.345',
    '99999.99',
    '32768',
    '-32768',
    '2020-01-02T03:04:05Z',
  ),
  fc.constantFrom(
    '2021-03-14 02:30:00',
    '2021-11-07T01:30:00.5',
    '1883-11-18 12:00:00',
    '2020-01-02 03:04:05.1234567',
    '2020-01-02 3:4',
    '0.0005',
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
);
const line = fc.oneof(
  { weight: 8, arbitrary: fc.array(field, { minLength: 11, maxLength: 13 }).map(fields => fields.join(',')) },
  fc.constantFrom('', '  ', '#comment', '1', ',,,,,,,,,'),
);
const content = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded ? '\n' : ''));

describe('CSV read from bytes', () => {
  it('has the same rows as CSV read from texts', () => {
    const optionSets: readonly Options[] = [
      {},
      { header: true },
      { mode: 'DROPMALFORMED' },
      { mode: 'FAILFAST' },
      { nullValue: 'NA', comment: '#' },
      { nanValue: '1', sep: 'x' },
      { timeZone: 'America/New_York', locale: 'de-DE' },
    ];
    fc.assert(
      fc.property(
        content,
        fc.constantFrom(...optionSets),
        fc.subarray(['i', 'd', 's', 'day', 'h', '_corrupt_record']),
        (text, options, pruned) => {
          writeFileSync(path, text);
          const rowsOf = (more: Options) =>
            outcomeOf(() => {
              const frame = readerOf({ ...options, ...more })
                .schema(schema)
                .csv(path);
              return [
                frame.collect().map(String),
                frame.count(),
                pruned.length === 0
                  ? []
                  : frame
                      .select(...pruned)
                      .collect()
                      .map(String),
              ];
            });
          expect(rowsOf({})).toEqual(rowsOf({ lineSep: '\n' }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the same schema', () => {
    fc.assert(
      fc.property(content, fc.boolean(), (text, header) => {
        writeFileSync(path, text);
        const schemaOf = (more: Options) =>
          outcomeOf(() =>
            readerOf({ inferSchema: true, header, ...more })
              .csv(path)
              .schema.json(),
          );
        expect(schemaOf({})).toEqual(schemaOf({ lineSep: '\n' }));
      }),
      { numRuns: 200 },
    );
  });

  it('knows every line end, a byte order mark and a last line without an end', () => {
    writeFileSync(path, '\ufeff1,a\r\n2,b\r\r\n3,c\n\n4,d');
    expect(readerOf({}).csv(path).collect().map(String)).toEqual(['[1,a]', '[2,b]', '[3,c]', '[4,d]']);
  });

  it('reads files of many blocks, lines over their edges, and lines longer than a block', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `${i},${'x'.repeat(i % 40)}${i % 3 === 0 ? '\r\n' : '\n'}`);
    writeFileSync(path, `${lines.join('')}-1,${'y'.repeat(3_000_000)}\n`);
    const frame = readerOf({ inferSchema: true }).csv(path);
    expect(frame.schema.simpleString).toBe('struct<_c0:int,_c1:string>');
    const [row] = frame.selectExpr('count(*)', 'sum(_c0)', 'sum(length(_c1))', 'max(length(_c1))').collect();
    expect(row!.toSeq()).toEqual([100_001, 4_999_949_999, 1_950_000 + 3_000_000, 3_000_000]);
  });

  it('reads no further than a limit asks', () => {
    writeFileSync(path, `1\n2\n${'3\n'.repeat(10_000)}x\n`);
    expect(readerOf({ mode: 'FAILFAST' }).schema('i INT').csv(path).take(2).map(String)).toEqual(['[1]', '[2]']);
  });
});
