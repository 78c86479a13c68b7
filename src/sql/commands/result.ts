/** What a command answers: rows that the driver holds. */
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { SessionState } from '../session-state.js';
import { type DataType, StructField, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';

/** `column(name, type, nullable)` of an answer. */
export const column = (name: string, dataType: DataType, nullable = false): StructField => new StructField(name, dataType, nullable);

export function rowsPlan(state: SessionState, fields: readonly StructField[], rows: readonly (readonly Value[])[]): TypedPlan {
  const output = new StructType(fields).fields.map(({ name, dataType, nullable, metadata }) =>
    Object.freeze({ kind: 'attribute' as const, id: state.shared.newId(), name, dataType, nullable, qualifier: [], metadata }),
  );
  return Object.freeze({ kind: 'localRelation', rows, output });
}

/** A command that answers nothing. */
export const noRows = (state: SessionState): TypedPlan => rowsPlan(state, [], []);

/** Names that a pattern of SHOW ... LIKE matches: `*` stands for anything, `|` parts alternatives; case does not count. */
export function likePattern(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const parts = pattern
    .trim()
    .split('|')
    .map(part => new RegExp(`^${part.replace(/[.+^${}()[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`, 'i'));
  return name => parts.some(part => part.test(name));
}
