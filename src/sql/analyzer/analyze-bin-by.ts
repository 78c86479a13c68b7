/** BIN BY: each row once for each bin that its range touches, its measures shared out by the part of the range that is in the bin. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { findFunction } from '../functions/registry.js';
import type { BinBy } from '../plan/index.js';
import { type DataType, DateType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { isFoldable } from './analyze-call.js';
import { generatorOutput } from './analyze-select-list.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { project } from './plans.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

const isTimestamp = ({ kind }: DataType) => kind === 'timestamp' || kind === 'timestampNtz';

export function analyzeBinBy(relation: BinBy, context: RelationContext, analyzer: Analyzer): Resolved {
  const { origin } = relation;
  const fail = (condition: string, parameters: Readonly<Record<string, string>> = {}): SparkError =>
    sparkErrorOf(condition, parameters, { origin });
  if (analyzer.session.conf('spark.sql.binByRelationOperator.enabled')?.toLowerCase() !== 'true') throw fail('UNSUPPORTED_FEATURE.BIN_BY');
  const input = analyzer.relation(relation.input, context);
  const scope = analyzer.scopeOf(input, context);
  const analyze = (each: BinBy['width']) => analyzer.within(context, () => analyzer.expressions.analyze(each, { scope }));
  const column = (each: BinBy['width']): Attribute => {
    const found = analyze(each);
    if (found.kind !== 'attribute') throw fail('BIN_BY_REQUIRES_TOP_LEVEL_COLUMN', { columnName: quotedId(analyzer.sqlOf(found)) });
    return found;
  };
  const [start, end] = [column(relation.rangeStart), column(relation.rangeEnd)];
  const notOfRange = ({ name, dataType }: Attribute) =>
    fail('BIN_BY_RANGE_TYPE_MISMATCH', { columnName: quotedId(name), columnType: quotedSql(dataType.sql) });
  if (!isTimestamp(start.dataType)) throw notOfRange(start);
  if (!sameType(start.dataType, end.dataType)) throw notOfRange(end);
  const constant = (given: TypedExpression, inputName: string, type: DataType): TypedExpression => {
    if (isFoldable(given)) return given;
    const sql = quotedSql(analyzer.sqlOf(given));
    throw fail('DATATYPE_MISMATCH.NON_FOLDABLE_INPUT', {
      sqlExpr: sql,
      inputName: `\`${inputName}\``,
      inputType: quotedSql(type.sql),
      inputExpr: sql,
    });
  };
  const width = analyze(relation.width);
  if (width.dataType.kind !== 'dayTimeInterval') throw fail('BIN_BY_INVALID_BIN_WIDTH_TYPE', { inputType: quotedSql(width.dataType.sql) });
  const micros = analyzer.evaluate(constant(width, 'BIN WIDTH', width.dataType)) as bigint | null;
  if (micros === null) throw fail('BIN_BY_NULL_ARGUMENT', { clause: 'BIN WIDTH' });
  if (micros <= 0n) throw fail('BIN_BY_NON_POSITIVE_BIN_WIDTH', { expr: quotedSql(analyzer.sqlOf(width)) });
  const cx = analyzer.calls.context('bin by', origin, () => []);
  const alignTo = relation.alignTo === undefined ? cx.explicitCast(cx.literal(0, DateType), start.dataType) : analyze(relation.alignTo);
  if (!sameType(alignTo.dataType, start.dataType)) {
    const [originType, rangeType] = [alignTo.dataType, start.dataType].map(each => quotedSql(each.sql)) as [string, string];
    throw fail('BIN_BY_ALIGN_TO_TYPE_MISMATCH', { originType, rangeType });
  }
  const measures = new Map<number, Attribute>();
  for (const each of relation.distribute) {
    const measure = column(each);
    const columnName = quotedId(measure.name);
    if (measures.has(measure.id)) throw fail('BIN_BY_DUPLICATE_DISTRIBUTE_COLUMN', { columnName });
    if (measure.dataType.kind !== 'double' && measure.dataType.kind !== 'float') {
      throw fail('BIN_BY_INVALID_DISTRIBUTE_COLUMN_TYPE', { columnName, columnType: quotedSql(measure.dataType.sql) });
    }
    measures.set(measure.id, measure);
  }
  const record = findFunction('bin by');
  if (record?.kind !== 'generator') throw new TypeError('bin by is a generator');
  const { call } = analyzer.calls.generator('bin by', record, [start, end, width, constant(alignTo, 'ALIGN TO', start.dataType)], origin);
  const names = [relation.binStart ?? 'bin_start', relation.binEnd ?? 'bin_end', relation.distributeRatio ?? 'bin_distribute_ratio'];
  const bins = generatorOutput(call, record, names, [], analyzer, origin);
  const rows: TypedPlan = Object.freeze({
    kind: 'generate',
    input: input.plan,
    generator: call,
    isOuter: false,
    generatorOutput: bins,
    output: [...input.plan.output, ...bins],
  });
  const columns = input.plan.output.map((each): NamedExpression => {
    if (!measures.has(each.id)) return each;
    const share = cx.cast(cx.call('*', cx.cast(each, bins[2]!.dataType), bins[2]!), each.dataType);
    return Object.freeze({ ...analyzer.alias(share, each.name, each.metadata), qualifier: each.qualifier });
  });
  return { plan: project(rows, [...columns, ...bins]) };
}
