import { freezeNode, type Relation, type SetOperation } from '../plan/index.js';

/**
 * UNION of many is one node: a long chain is no deep tree.
 * @param isApart the left side is in parentheses, and stays one input
 */
export function setOperation(
  operation: SetOperation['operation'],
  left: Relation,
  right: Relation,
  isAll: boolean,
  isApart: boolean,
  origin: Relation['origin'],
): SetOperation {
  const joins = operation === 'union' && left.kind === 'setOperation' && left.operation === 'union' && left.isAll === isAll && !isApart;
  const inputs = joins ? [...left.inputs, right] : [left, right];
  return freezeNode({ kind: 'setOperation', operation, inputs, isAll, origin });
}
