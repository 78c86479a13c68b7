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
export type NameReference = { readonly origin?: Expression['origin'] } & (
  | { readonly names: MultipartName; readonly identifier?: undefined }
  | { readonly identifier: Expression; readonly names?: undefined }
);

export function nameReference(p: Parser): NameReference {
  const start = p.at;
  if (!p.is('IDENTIFIER', '(') || p.isIdentifierClauseOfString()) {
    const names = p.multipartName();
    return { names, origin: p.originFrom(start) };
  }
  p.at += 2;
  const identifier = p.expression();
  p.expect(')');
  if (identifier.kind === 'literal' && identifier.dataType.kind === 'string') {
    return { names: multipartNameOf(identifier.value as string, p.options), origin: p.originFrom(start) };
  }
  return { identifier, origin: p.originFrom(start) };
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
  const { names, identifier, origin: nameOrigin } = reference;
  const placed = (name: MultipartName) => freezeNode({ ...build(name), nameOrigin });
  if (names !== undefined) return placed(names) as Command;
  return freezeNode({ kind: 'identifierClauseCommand', identifier, build: placed, origin: p.originFrom(start) });
}
