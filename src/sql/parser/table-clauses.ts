/** What stands between the columns of CREATE TABLE and its query: USING, OPTIONS, PARTITIONED BY, LOCATION and so on. */

import type { ColumnDefinition, MultipartName, PartitionTransform, Properties, TableClauses } from '../plan/index.js';
import { dataTypeFromJson } from '../types/index.js';
import { clausesOnce } from './clauses-once.js';
import type { Parser } from './parser.js';
import { expressionPropertyList, propertyList } from './property-list.js';
import { fileFormat, rowFormat } from './storage-parser.js';
import { readColumn } from './type-syntax.js';

type Draft = { -readonly [K in keyof TableClauses]: TableClauses[K] };

export function tableClauses(p: Parser): TableClauses {
  const provider = p.accept('USING') ? p.multipartName().join('.') : undefined;
  const clauses: Draft = { provider, options: {}, partitioning: [], partitionColumns: [], properties: {} };
  const once = clausesOnce(p, 0);
  for (;;) {
    if (p.is('OPTIONS')) {
      once('OPTIONS');
      p.at++;
      clauses.options = expressionPropertyList(p);
    } else if (p.is('PARTITIONED', 'BY')) {
      once('PARTITIONED BY');
      p.at += 2;
      partitioning(p, clauses);
    } else if (p.is('SKEWED', 'BY')) skewed(p);
    else if (p.is('CLUSTER', 'BY')) {
      once('CLUSTER BY');
      p.at += 2;
      clauses.clusterBy = p.parenthesized(() => p.multipartName() as MultipartName);
    } else if (p.is('CLUSTERED', 'BY')) {
      once('CLUSTERED BY');
      clauses.bucketSpec = bucketSpec(p);
    } else if (p.is('ROW', 'FORMAT') || p.is('STORED', 'AS') || p.is('STORED', 'BY')) {
      once(p.is('ROW') ? 'ROW FORMAT' : 'STORED AS/BY');
      const storage: Properties = { ...clauses.storage, ...rowFormat(p), ...fileFormat(p) };
      clauses.storage = storage;
    } else if (p.is('LOCATION') && p.isStringAt(1)) {
      once('LOCATION');
      p.at++;
      clauses.location = p.string();
    } else if (p.is('COMMENT') && p.isStringAt(1)) {
      once('COMMENT');
      p.at++;
      clauses.comment = p.string();
    } else if (p.is('DEFAULT', 'COLLATION')) {
      once('DEFAULT COLLATION');
      p.at += 2;
      clauses.collation = p.identifier();
    } else if (p.is('TBLPROPERTIES')) {
      once('TBLPROPERTIES');
      p.at++;
      clauses.properties = propertyList(p);
    } else return clauses;
  }
}

/** `(a, days(b), c INT)`: a column that has a type is declared here. */
function partitioning(p: Parser, clauses: Draft): void {
  const columns: ColumnDefinition[] = [];
  const transforms: PartitionTransform[] = [];
  p.parenthesized(() => {
    const next = p.peek();
    if (p.isIdentifierAt() && next.key === '(') transforms.push(transform(p));
    else if (next.key === ',' || next.key === ')' || next.key === '.')
      transforms.push({ name: 'identity', arguments: [p.multipartName()] });
    else {
      const { name, type, nullable, metadata } = readColumn(p);
      columns.push({ name: [name], dataType: dataTypeFromJson(type), nullable, comment: metadata.comment as string | undefined });
    }
  });
  clauses.partitioning = transforms;
  clauses.partitionColumns = columns;
}

function transform(p: Parser): PartitionTransform {
  const name = p.identifier();
  const args = p.parenthesized((): MultipartName | { readonly literal: unknown } => {
    if (p.isIdentifierAt() && p.token.key !== 'NULL' && p.token.key !== 'TRUE' && p.token.key !== 'FALSE') return p.multipartName();
    const value = p.grammar.primaryExpression(p);
    if (value.kind !== 'literal') throw p.syntaxError(p.tokenAt(p.at - 1));
    return { literal: value.value };
  });
  return { name, arguments: args };
}

const maxBuckets = 100000;

/** `CLUSTERED BY (a) [SORTED BY (b ASC)] INTO 4 BUCKETS` */
function bucketSpec(p: Parser): NonNullable<TableClauses['bucketSpec']> {
  const start = p.at;
  p.at += 2;
  const columns = p.identifierList();
  const sortColumns = p.accept('SORTED', 'BY')
    ? p.parenthesized(() => {
        const name = p.name();
        if (p.acceptOneOf('ASC', 'DESC') !== 'DESC') return name;
        const message = `Column ordering must be ASC, was '${p.tokenAt(p.at - 1).text}'`;
        throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, p.originToEnd(start));
      })
    : [];
  p.expect('INTO');
  const numBuckets = p.integer();
  p.expect('BUCKETS');
  if (numBuckets <= 0 || numBuckets > maxBuckets)
    throw p.errorOfAll('INVALID_BUCKET_COUNT', { bucketingMaxBuckets: String(maxBuckets), numBuckets: String(numBuckets) });
  return { columns, sortColumns, numBuckets };
}

/** Spark reads SKEWED BY to refuse it. */
function skewed(p: Parser): never {
  const start = p.at;
  p.at += 2;
  p.identifierList();
  p.expect('ON');
  p.at = Math.max(p.closing[p.at]! + 1, p.at);
  p.accept('STORED', 'AS', 'DIRECTORIES');
  throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'CREATE TABLE ... SKEWED BY' }, p.originFrom(start));
}
