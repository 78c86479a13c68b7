/** Casts that DuckDB does as Spark does, or refuses. */

import type { CastMode } from '../../analyzer/typed-expression.js';
import { clockTime } from '../../functions/duckdb-zone.js';
import type { TimeZone } from '../../jvm/time-zones.js';
import { type DataType, isIntegral, isNumeric } from '../../types/index.js';
import { sameType } from '../../types/same-type.js';
import { isWiderThan } from '../../values/cast-rules.js';
import { typeSql } from './duckdb-sql.js';

const rank = ['byte', 'short', 'integer', 'long'];

/** Undefined where the answers differ. @param zone of the session */
export function nativeCast(sql: string, from: DataType, to: DataType, mode: CastMode, zone: TimeZone): string | undefined {
  const isUtc = zone.fixedOffset === 0;
  const cast = `CAST(${sql} AS ${typeSql(to)})`;
  // Whatever has this type is NULL, or raises an error: it is computed all the same.
  if (from.kind === 'null') return sql === 'NULL' ? cast : `CASE WHEN ${sql} IS NULL THEN CAST(NULL AS ${typeSql(to)}) END`;
  if (sameType(from, to)) return sql;
  const raises = mode === 'ansi';
  if (isIntegral(from)) {
    if (isIntegral(to)) return raises || rank.indexOf(from.kind) <= rank.indexOf(to.kind) ? cast : undefined;
    if (to.kind === 'float' || to.kind === 'double') return cast;
    if (to.kind === 'decimal') return raises || isWiderThan(to, from) ? cast : undefined;
    if (to.kind === 'string') return cast;
    if (to.kind === 'boolean') return `(${sql} <> 0)`;
    return undefined;
  }
  if (from.kind === 'decimal') {
    if (to.kind === 'decimal') return raises || isWiderThan(to, from) ? cast : undefined;
    if (to.kind === 'double') return cast;
    if (isIntegral(to)) return raises ? `CAST(trunc(${sql}) AS ${typeSql(to)})` : undefined;
    return undefined;
  }
  if (from.kind === 'float' || from.kind === 'double') {
    if (to.kind === 'double' || to.kind === 'float') return cast;
    if (isIntegral(to)) return raises ? `CAST(trunc(${sql}) AS ${typeSql(to)})` : undefined;
    return undefined;
  }
  if (from.kind === 'boolean') {
    if (to.kind === 'string') return `CASE ${sql} WHEN true THEN 'true' WHEN false THEN 'false' END`;
    return isNumeric(to) && to.kind !== 'decimal' ? cast : undefined;
  }
  if (from.kind === 'string' && to.kind === 'date') {
    // Texts of other forms, and days that are none, are left to the evaluator.
    const isPlain = `regexp_full_match(${sql}, '[0-9]{4}-[0-9]{2}-[0-9]{2}')`;
    return `CASE WHEN ${isPlain} THEN CAST(${sql} AS DATE) WHEN ${sql} IS NOT NULL THEN error('date') END`;
  }
  if (from.kind === 'date') {
    if (to.kind === 'timestampNtz' || (to.kind === 'timestamp' && isUtc)) return cast;
    if (to.kind === 'string')
      return `CASE WHEN year(${sql}) BETWEEN 0 AND 9999 THEN CAST(${sql} AS VARCHAR) WHEN ${sql} IS NOT NULL THEN error('year') END`;
    return undefined;
  }
  if (to.kind === 'date' && from.kind === 'timestampNtz') return cast;
  if (to.kind === 'date' && from.kind === 'timestamp') return `CAST(${clockTime(sql, zone)} AS DATE)`;
  if (from.kind === 'timestamp' && to.kind === 'timestampNtz') return clockTime(sql, zone);
  if (from.kind === 'timestampNtz' && to.kind === 'timestamp') return isUtc ? sql : undefined;
  if ((from.kind === 'yearMonthInterval' || from.kind === 'dayTimeInterval') && from.kind === to.kind && from.endField === to.endField)
    return sql;
  return undefined;
}
