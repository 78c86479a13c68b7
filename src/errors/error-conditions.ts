/** Spark's error conditions, read when the first one is raised: texts and SQLSTATEs are data, under Spark's names. */
import { readFileSync } from 'node:fs';
import { InternalError } from './spark-error.js';

interface ConditionRecord {
  readonly message: string;
  readonly sqlState?: string;
  readonly subClass?: Readonly<Record<string, string>>;
}

/** A condition with the text of its subclass behind its own. */
export interface ErrorCondition {
  readonly template: string;
  readonly sqlState: string | undefined;
}

let table: Readonly<Record<string, ConditionRecord>> | undefined;

/** @param condition `DIVIDE_BY_ZERO`, or a condition and its subclass: `UNRESOLVED_COLUMN.WITH_SUGGESTION` */
export function errorConditionOf(condition: string): ErrorCondition {
  table ??= JSON.parse(readFileSync(new URL('../../resources/error-conditions.json', import.meta.url), 'utf8'));
  const [name = '', subclass] = condition.split('.');
  const record = table![name];
  if (record === undefined) throw new InternalError(`There is no error condition ${condition}`);
  if (subclass === undefined) return { template: record.message, sqlState: record.sqlState };
  const detail = record.subClass?.[subclass];
  if (detail === undefined) throw new InternalError(`There is no error condition ${condition}`);
  return { template: `${record.message} ${detail}`, sqlState: record.sqlState };
}
