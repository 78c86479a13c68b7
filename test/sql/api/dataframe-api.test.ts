/** Every member of Spark's DataFrame API is there, or the docs say why not. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as api from '../../../dist/index.js';
import { Catalog } from '../../../dist/sql/catalog/catalog.js';
import { DataFrame } from '../../../dist/sql/dataframe.js';
import { GroupedData } from '../../../dist/sql/grouped-data.js';
import { DataFrameNaFunctions } from '../../../dist/sql/na-functions.js';
import { DataFrameReader } from '../../../dist/sql/reader.js';
import { RuntimeConfig } from '../../../dist/sql/runtime-config.js';
import { SparkSessionBuilder } from '../../../dist/sql/session.js';
import { DataFrameStatFunctions } from '../../../dist/sql/stat-functions.js';
import { UDFRegistration } from '../../../dist/sql/user-defined-function.js';
import { DataFrameWriter } from '../../../dist/sql/writer.js';
import { DataFrameWriterV2 } from '../../../dist/sql/writer-v2.js';
import { ApiTable, type Home } from '../../support/api-table.js';
import { notes, notOffered } from './not-offered.js';
import { sparkMembers } from './spark-members.js';

const homes: Readonly<Record<string, Home>> = {
  SparkSession: { type: api.SparkSession, fields: 'sparkContext conf' },
  SparkSessionBuilder: { type: SparkSessionBuilder },
  DataFrame: { type: DataFrame, fields: 'sparkSession' },
  Column: { type: api.Column },
  Row: { type: api.Row },
  GroupedData: { type: GroupedData },
  KeyValueGroupedDataset: { type: {} },
  Window: { type: api.Window },
  WindowSpec: { type: api.WindowSpec },
  DataFrameNaFunctions: { type: DataFrameNaFunctions },
  DataFrameStatFunctions: { type: DataFrameStatFunctions },
  DataFrameReader: { type: DataFrameReader },
  DataFrameWriter: { type: DataFrameWriter },
  DataFrameWriterV2: { type: DataFrameWriterV2 },
  Catalog: { type: Catalog },
  RuntimeConfig: { type: RuntimeConfig },
  UDFRegistration: { type: UDFRegistration },
  functions: { type: api.functions },
};

const head = `# The DataFrame API, member by member

Made from the code: \`npx vitest run test/sql/api\` fails when it drifts, and writes it anew with \`UPDATE_DOCS=1\`.

Names are those of Apache Spark 4.3, Scala's and PySpark's. A field is a property, an Option is \`undefined\` or the value.
`;

const dataframeApi = new ApiTable({ head, members: sparkMembers, homes, notOffered, notes });
const DOC = new URL('../../../docs/dataframe-api.md', import.meta.url);

describe('the DataFrame API', () => {
  it.each(Object.keys(sparkMembers))('%s has each member of Spark, or a reason why not', className => {
    expect(
      dataframeApi
        .membersOf(className)
        .filter(member => member.status === 'missing')
        .map(member => member.name),
    ).toEqual([]);
  });

  it('gives no reason for what is there', () => {
    expect(dataframeApi.staleReasons()).toEqual([]);
  });

  it('is what docs/dataframe-api.md says', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(DOC, dataframeApi.document());
    expect(existsSync(DOC) ? readFileSync(DOC, 'utf8') : '').toBe(dataframeApi.document());
  });
});
