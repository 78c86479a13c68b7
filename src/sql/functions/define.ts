/** Short ways to write records. */
import type {
  AggregateFunction,
  FunctionDoc,
  FunctionGroup,
  FunctionRecord,
  GeneratorFunction,
  RefusedFunction,
  ScalarFunction,
  TableFunction,
  WindowFunction,
} from './function-record.js';

type Spec<R extends FunctionRecord> = Omit<R, 'name' | 'group' | 'kind'> & { readonly group?: FunctionGroup };
type Made<R extends FunctionRecord> = Omit<R, 'name' | 'group'> & { readonly group?: FunctionGroup };

export const scalar = (spec: Spec<ScalarFunction>): Made<ScalarFunction> => ({ ...spec, kind: 'scalar' });
export const aggregate = (spec: Spec<AggregateFunction>): Made<AggregateFunction> => ({ ...spec, kind: 'aggregate' });
export const windowFunction = (spec: Spec<WindowFunction>): Made<WindowFunction> => ({ ...spec, kind: 'window' });
export const generator = (spec: Spec<GeneratorFunction>): Made<GeneratorFunction> => ({ ...spec, kind: 'generator' });
export const tableFunction = (spec: Spec<TableFunction>): Made<TableFunction> => ({ ...spec, kind: 'table' });

/** Listed, but not offered. */
export const refuse = (reason: string, doc: FunctionDoc = {}): Made<RefusedFunction> => ({ ...doc, kind: 'refused', reason });

/** The records of one of Spark's groups, under their names. */
export function group(
  name: FunctionGroup,
  records: Readonly<
    Record<string, Made<ScalarFunction | AggregateFunction | WindowFunction | GeneratorFunction | TableFunction | RefusedFunction>>
  >,
): readonly FunctionRecord[] {
  return Object.entries(records).map(([key, record]) => ({ ...record, name: key, group: record.group ?? name }) as FunctionRecord);
}
