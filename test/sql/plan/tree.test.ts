import { expect, test } from 'vitest';
import {
  alias,
  attribute,
  call,
  childrenOf,
  type Expression,
  findNode,
  freezeNode,
  intLiteral,
  isExpression,
  isRelation,
  type LogicalPlan,
  literalOf,
  mapChildren,
  operator,
  type Relation,
  resolveIdentifierClauses,
  transformDown,
  transformExpression,
  transformUp,
  visit,
} from '../../../src/sql/plan/index.js';

const table = (name: string): Relation => freezeNode({ kind: 'unresolvedRelation', nameParts: [name] });
const filter = (input: Relation, condition: Expression): Relation => freezeNode({ kind: 'filter', input, condition });

test('children come in the order of their declaration', () => {
  const a = attribute(['a']);
  const node = freezeNode<Relation>({ kind: 'join', left: table('t'), right: table('u'), joinType: 'inner', condition: a });
  expect(childrenOf(node)).toEqual([table('t'), table('u'), a]);
  expect(childrenOf(call('f', [a, intLiteral(1)]))).toEqual([a, intLiteral(1)]);
});

test('a rewrite that changes nothing gives the same object', () => {
  const plan = filter(table('t'), operator('=', [attribute(['a']), intLiteral(1)]));
  expect(transformUp(plan, node => node)).toBe(plan);
  expect(mapChildren(plan, node => node)).toBe(plan);
});

test('a rewrite leaves the old plan alone and freezes the new one', () => {
  const plan = filter(table('t'), operator('=', [attribute(['a']), intLiteral(1)]));
  const renamed = transformUp(plan, node => (node.kind === 'unresolvedRelation' ? table('u') : node));
  expect(findNode(renamed, node => node.kind === 'unresolvedRelation')).toEqual(table('u'));
  expect(findNode(plan, node => node.kind === 'unresolvedRelation')).toEqual(table('t'));
  expect(Object.isFrozen(renamed)).toBe(true);
});

test('rewrites go into rows, lists and subqueries', () => {
  const subquery = freezeNode<Expression>({ kind: 'subquery', subqueryType: 'scalar', plan: table('t') });
  const plan = freezeNode<Relation>({ kind: 'inlineTable', columnNames: ['a'], rows: [[intLiteral(1)], [subquery]] });
  const seen: string[] = [];
  visit(plan, node => seen.push(node.kind));
  expect(seen).toEqual(['inlineTable', 'literal', 'subquery', 'unresolvedRelation']);
  const doubled = transformUp(plan, node => (node.kind === 'literal' ? intLiteral(2) : node));
  expect(doubled.kind === 'inlineTable' && doubled.rows[0]).toEqual([intLiteral(2)]);
});

test('a walk leaves out what is below a node that says so', () => {
  const seen: string[] = [];
  visit(filter(table('t'), attribute(['a'])), node => {
    seen.push(node.kind);
    return node.kind !== 'filter';
  });
  expect(seen).toEqual(['filter']);
});

test('rewriting downwards sees the new children', () => {
  const plan = filter(table('t'), attribute(['a']));
  const wrapped = transformDown(plan, node => (node.kind === 'filter' ? freezeNode({ ...node, input: table('u') }) : node));
  expect(wrapped).toEqual(filter(table('u'), attribute(['a'])));
});

test('rewriting an expression leaves the relations of its subqueries', () => {
  const subquery = freezeNode<Expression>({
    kind: 'subquery',
    subqueryType: 'in',
    plan: filter(table('t'), attribute(['a'])),
    values: [attribute(['a'])],
  });
  const renamed = transformExpression(subquery, node => (node.kind === 'unresolvedAttribute' ? attribute(['b']) : node));
  expect(renamed.kind === 'subquery' && renamed.values).toEqual([attribute(['b'])]);
  expect(renamed.kind === 'subquery' && renamed.plan).toEqual(filter(table('t'), attribute(['a'])));
});

test('expressions and relations are told apart', () => {
  expect([isExpression(attribute(['a'])), isRelation(table('t')), isRelation(attribute(['a']))]).toEqual([true, true, false]);
});

test('an identifier clause becomes what its name builds', () => {
  const plan: LogicalPlan = filter(
    freezeNode({ kind: 'identifierClauseRelation', identifier: attribute(['x']), build: names => table(names.join('.')) }),
    freezeNode({
      kind: 'identifierClauseExpression',
      identifier: attribute(['y']),
      arguments: [intLiteral(1)],
      build: (names, args) => call(names, args),
    }),
  );
  const resolved = resolveIdentifierClauses(plan, each =>
    each.kind === 'unresolvedAttribute' && each.nameParts[0] === 'x' ? ['a', 'b'] : ['f'],
  );
  expect(resolved).toEqual(filter(table('a.b'), call(['f'], [intLiteral(1)])));
});

test('JavaScript values become literals of the narrowest fitting type', () => {
  const types = [1, 2 ** 31, 1.5, -0, 1n, 'a', true, null, new Uint8Array(1)].map(value => literalOf(value)?.dataType.kind);
  expect(types).toEqual(['integer', 'long', 'double', 'double', 'long', 'string', 'boolean', 'null', 'binary']);
  expect(literalOf({})).toBeUndefined();
  expect(alias(intLiteral(1), 'a').names).toEqual(['a']);
});
