/** JSON read from bytes gives what the parser of texts gives: with a separator of lines that is named, texts are parsed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { localSession } from '../../support/local-session.js';
import { outcomeOf } from '../../support/outcome.js';

const spark = localSession();
const directory = mkdtempSync(join(tmpdir(), 'json-bytes-'));
afterAll(() => rmSync(directory, { recursive: true }));

type Options = Readonly<Record<string, string | boolean>>;
const path = join(directory, 'a.json');
const readerOf = (options: Options) => spark.read.options(options);

const schema = `i INT, l BIGINT, d DOUBLE, f FLOAT, s STRING, day DATE, b BOOLEAN, n DECIMAL(5,2), t TIMESTAMP, y TINYINT,
  o STRUCT<a: INT, p: STRUCT<q: STRING>>, xs ARRAY<BIGINT>, os ARRAY<STRUCT<a: INT>>, m MAP<STRING, DOUBLE>, v VARIANT, _corrupt_record STRING`;
const value = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('1', '-7', '2147483648', '3.5', '-0', '0', '200', '1e3', '12345678901234567890', 'null', 'true'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '"x"',
      '""',
      '"é"',
      '"a longer text than twelve"',
      '"2020-02-29"',
      '"2020-01-02 03:04:05"',
      '"2021-03-14T02:30:00"',
      '"NaN"',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('{"a":1}', '{"a":"x","p":{"q":"z"}}', '{}', '[]', '[1,2]', '[1,"x"]', '[{"a":1},{}]', '[null]', '{"k":1.5}'),
  },
  fc.constantFrom(
    '"\\n"',
    '"\\u0041"',
    '01',
    '+1',
    '.5',
    '5.',
    'NaN',
    'nul',
    '"open',
    '[1',
    '{"a"}',
    "'s'",
    '1_0',
    '0.12345678901234567',
    '1e',
    ' 1 ',
  ),
  fc.integer().map(String),
  fc.json(),
);
const name = fc.constantFrom('i', 'l', 'd', 'f', 's', 'day', 'b', 'n', 't', 'y', 'o', 'xs', 'os', 'm', 'v', 'z', 'I', '');
const record = fc
  .tuple(fc.array(fc.tuple(name, value), { maxLength: 6 }), fc.constantFrom('', ' '))
  .map(([fields, gap]) => `{${gap}${fields.map(([key, each]) => `"${key}"${gap}:${gap}${each}`).join(`${gap},`)}}`);
const line = fc.oneof(
  { weight: 9, arbitrary: record },
  fc.constantFrom('', '  ', 'bad', '[{"i":1},{"i":2}]', '{"i":1} tail', '{"i":1', '5', 'null', '\t{"i":3}', '[]'),
);
const content = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded ? '\n' : ''));

describe('JSON read from bytes', () => {
  it('has the same rows as JSON read from texts', () => {
    const optionSets: readonly Options[] = [
      {},
      { mode: 'DROPMALFORMED' },
      { mode: 'FAILFAST' },
      { allowNumericLeadingZeros: true, dateFormat: 'yyyy-MM-dd' },
      { timeZone: 'America/New_York', timestampFormat: 'yyyy-MM-dd HH:mm:ss' },
    ];
    const names = fc.subarray(['i', 's', 'o', 'xs', 'v', '_corrupt_record'], { minLength: 1 });
    fc.assert(
      fc.property(content, fc.constantFrom(...optionSets), names, (text, options, pruned) => {
        writeFileSync(path, text);
        const rowsOf = (more: Options) => {
          const frame = readerOf({ ...options, ...more })
            .schema(schema)
            .json(path);
          return [
            outcomeOf(() => frame.collect().map(String)),
            outcomeOf(() => frame.count()),
            outcomeOf(() =>
              frame
                .select(...pruned)
                .collect()
                .map(String),
            ),
          ];
        };
        expect(rowsOf({})).toEqual(rowsOf({ lineSep: '\n' }));
      }),
      { numRuns: 60 },
    );
  });

  it('has the same schema', () => {
    const optionSets: readonly Options[] = [{}, { mode: 'DROPMALFORMED' }, { prefersDecimal: true }, { dropFieldIfAllNull: true }];
    fc.assert(
      fc.property(content, fc.constantFrom(...optionSets), (text, options) => {
        writeFileSync(path, text);
        const schemaOf = (more: Options) =>
          outcomeOf(() =>
            readerOf({ ...options, ...more })
              .json(path)
              .schema.json(),
          );
        expect(schemaOf({})).toEqual(schemaOf({ lineSep: '\n' }));
      }),
      { numRuns: 300 },
    );
  });

  it('reads files of many blocks', () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `{"i":${i},"o":{"s":"${'x'.repeat(i % 40)}"},"xs":[${i},1]}`);
    writeFileSync(path, lines.join('\r\n'));
    const [row] = readerOf({}).json(path).selectExpr('count(*)', 'sum(i)', 'sum(length(o.s))', 'sum(xs[0])').collect();
    expect(row!.toSeq()).toEqual([50_000, 1_249_975_000, 975_000, 1_249_975_000]);
  });
});
