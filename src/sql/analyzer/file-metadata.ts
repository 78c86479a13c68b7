/**
 * `_metadata`: a column that rows of files have without showing it. A query that names it reads each file by itself, with what is known
 * of the file beside its rows; other queries read all files at once.
 */
import { SparkError } from '../../errors/spark-error.js';
import type { ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { LongType, StringType, TimestampType } from '../types/index.js';
import type { Value } from '../values/value.js';
import type { Analyzer, Resolved } from './analyzer.js';
import { typedLiteral } from './expressions.js';
import { project, withOutput } from './plans.js';
import type { Attribute, TypedExpression } from './typed-expression.js';
import type { ScanPlan, TypedPlan } from './typed-plan.js';
import { widen } from './widen.js';

const metadataName = '_metadata';

export const isMetadata = ({ name }: Attribute): boolean => name.toLowerCase() === metadataName;

/** What a scan reads of one file. */
export interface ScannedFile {
  /** `file:/a/b.json` */
  readonly uri: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedMicros: bigint;
  /** The scan, of this file alone. */
  readonly scan: ScanPlan;
}

/** Whether an analysis has failed because nothing is called so. */
export const asksForMetadata = (error: unknown): boolean =>
  error instanceof SparkError &&
  ((error.condition?.startsWith('UNRESOLVED_COLUMN') === true && /with name [^ ]*`_metadata`/i.test(error.message)) ||
    (error.condition === 'CANNOT_RESOLVE_STAR_EXPAND' && /`_metadata`\.\* /i.test(error.message)));

/** The relation with the column among the hidden ones, when it reads files and has no column of that name. */
export function withMetadataColumn(resolved: Resolved, analyzer: Analyzer): Resolved {
  const { plan } = resolved;
  if (plan.output.some(isMetadata)) return resolved;
  const scan = scanBelow(plan);
  if (scan === undefined) return resolved;
  const read = scanOfFiles(scan, analyzer);
  const column = Object.freeze({ ...read.output[read.output.length - 1]!, qualifier: plan.output[0]?.qualifier ?? [] });
  const widened = widen.plan(replaced(plan, scan, read), [column]);
  return { ...resolved, plan: withOutput(widened, plan.output), hidden: [...(resolved.hidden ?? []), column] };
}

function scanBelow(plan: TypedPlan): ScanPlan | undefined {
  if (plan.kind === 'scan') return plan;
  return plan.kind === 'note' || plan.kind === 'project' || plan.kind === 'filter' || plan.kind === 'sort'
    ? scanBelow(plan.input)
    : undefined;
}

/** @param scan which is below `plan`; the columns that are seen above it stay */
function replaced(plan: TypedPlan, scan: ScanPlan, read: TypedPlan): TypedPlan {
  if (plan === scan) return read;
  const { input } = plan as Extract<TypedPlan, { kind: 'project' }>;
  return Object.freeze({ ...(plan as Extract<TypedPlan, { kind: 'project' }>), input: replaced(input, scan, read) });
}

/** The rows of all files with the metadata behind their columns. */
function scanOfFiles(scan: ScanPlan, analyzer: Analyzer): TypedPlan {
  const { output } = scan;
  const files = analyzer.session.filesOf(scan);
  const branches = files.map(file => {
    const own = file.scan.output.map(each => Object.freeze({ ...each, id: analyzer.session.newId() }));
    const metadata = analyzer.alias(metadataOf(file, analyzer), metadataName);
    return project(withOutput(file.scan, own), [...own, metadata]);
  });
  if (branches.length === 0) {
    const nothing = typedLiteral(
      null,
      analyzer.alias(metadataOf({ uri: '', name: '', size: 0, modifiedMicros: 0n, scan }, analyzer), '').dataType,
    );
    return project(scan, [...output, analyzer.alias(nothing, metadataName)]);
  }
  const [first] = branches as [TypedPlan];
  const column: Attribute = Object.freeze({ ...first.output[first.output.length - 1]!, id: analyzer.session.newId() });
  const all = [...output, column];
  // A projection on top, since not all that it gives is shown.
  if (branches.length > 1)
    return project(Object.freeze({ kind: 'setOperation', operation: 'union', inputs: branches, isAll: true, output: all }), all);
  // The ids are those that the plans above know.
  return project(
    first,
    first.output.map((each, i) => Object.freeze({ ...analyzer.alias(each, each.name, each.metadata), id: all[i]!.id })),
  );
}

function metadataOf({ uri, name, size, modifiedMicros, scan }: ScannedFile, analyzer: Analyzer): TypedExpression {
  const call = (function_: string, args: readonly TypedExpression[]) =>
    analyzer.calls.scalar(function_, findFunction(function_) as ScalarFunction, args, undefined);
  const field = (key: string, value: TypedExpression) => [typedLiteral(key, StringType), value];
  const long = (value: number): TypedExpression => typedLiteral(BigInt(value) as Value, LongType);
  return call('named_struct', [
    ...field('file_path', typedLiteral(uri, StringType)),
    ...field('file_name', typedLiteral(name, StringType)),
    ...field('file_size', long(size)),
    ...field('file_block_start', long(0)),
    ...field('file_block_length', long(size)),
    ...field('file_modification_time', typedLiteral(modifiedMicros as Value, TimestampType)),
    // Parquet alone knows the place of a row in its file.
    ...(scan.format === 'parquet' ? field('row_index', call('monotonically_increasing_id', [])) : []),
  ]);
}
