import { freezeNode, type Relation, type SetOperation } from '../plan/index.js';

export function setOperation(
  operation: SetOperation['operation'],
  inputs: readonly Relation[],
  isAll: boolean,
  origin: Relation['origin'],
): SetOperation {
  return freezeNode({ kind: 'setOperation', operation, inputs, isAll, origin });
}
