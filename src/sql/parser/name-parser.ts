/** Names of tables, functions and databases, which may be `IDENTIFIER(expression)`. */
import {
  type Command,
  type Expression,
  freezeNode,
  type LogicalPlan,
  type MultipartName,
  type Properties,
  type Relation,
} from '../plan/index.js';
import type { Parser } from './parser.js';
import { multipartNameOf } from './token-stream.js';

/** A name, or the expression that gives it when the plan is analyzed. */
export type NameReference =
  | { readonly names: MultipartName; readonly identifier?: undefined }
  | { readonly identifier: Expression; readonly names?: undefined };

export function nameReference(p: Parser): NameReference {
  if (!p.is('IDENTIFIER', '(') || p.isIdentifierClauseOfString()) return { names: p.multipartName() };
  p.at += 2;
  const identifier = p.expression();
  p.expect(')');
  if (identifier.kind === 'literal' && identifier.dataType.kind === 'string') {
    return { names: multipartNameOf(identifier.value as string, p.options) };
  }
  return { identifier };
}

/** A relation of a name. @param build what becomes of the name */
export function relationOfName(p: Parser, reference: NameReference, start: number, build: (names: MultipartName) => Relation): Relation {
  if (reference.names !== undefined) return build(reference.names);
  return freezeNode({ kind: 'identifierClauseRelation', identifier: reference.identifier, build, origin: p.originFrom(start) });
}

export function relationByName(p: Parser, options?: () => Properties | undefined): Relation {
  const start = p.at;
  const reference = nameReference(p);
  const read = options?.();
  const origin = p.originFrom(start);
  return relationOfName(p, reference, start, nameParts => freezeNode({ kind: 'unresolvedRelation', nameParts, options: read, origin }));
}

/** The command of a name. */
export function commandOfName(p: Parser, reference: NameReference, start: number, build: (name: MultipartName) => LogicalPlan): Command {
  if (reference.names !== undefined) return build(reference.names) as Command;
  return freezeNode({ kind: 'identifierClauseCommand', identifier: reference.identifier, build, origin: p.originFrom(start) });
}
