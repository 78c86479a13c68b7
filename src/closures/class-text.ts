/**
 * The text of a class as it is shipped: the class as it stands now, not the making of it. Initialisers of static fields and static blocks
 * are blanked out (their results travel as values, their effects happened here), and the heritage is replaced by the parent that it gave.
 * Classes with private statics keep both: nothing outside of the class can read or set these.
 */
import type { ClassExpression, Expression } from 'acorn';
import type { FreeName, Reference } from './free-names.js';
import type { TextEdits } from './text-edits.js';

type Range = readonly [start: number, end: number];

export function parentOf({ superClass }: ClassExpression): Expression | undefined {
  return superClass && superClass.type !== 'Literal' ? superClass : undefined;
}

/** @returns what is gone from the text: names used there are not captured */
export function trimClass(classBody: ClassExpression, edits: TextEdits): Range[] {
  const dropped: Range[] = [];
  const { body } = classBody.body;
  const parent = parentOf(classBody);
  if (parent) dropped.push([parent.start, parent.end]);
  if (body.some(member => member.type !== 'StaticBlock' && member.static && member.key.type === 'PrivateIdentifier')) return dropped;
  for (const member of body) {
    if (member.type === 'StaticBlock') {
      dropped.push([member.start, member.end]);
      edits.blank(member.start, member.end);
    } else if (member.type === 'PropertyDefinition' && member.static && member.value) {
      const equals = edits.text.indexOf('=', member.computed ? edits.text.indexOf(']', member.key.end) : member.key.end);
      dropped.push([member.value.start, member.value.end]);
      edits.blank(equals, edits.text.endsWith(';', member.end) ? member.end - 1 : member.end);
    }
  }
  return dropped;
}

/** The free names that are used outside of the dropped parts. */
export function without(free: readonly FreeName[], dropped: readonly Range[]): readonly FreeName[] {
  if (dropped.length === 0) return free;
  const isKept = ({ node }: Reference) => !dropped.some(([start, end]) => node.start >= start && node.end <= end);
  return free.map(name => ({ ...name, references: name.references.filter(isKept) })).filter(name => name.references.length > 0);
}

/** A computed key is read once, while the class is made: V8 may have forgotten its variables since. */
export function checkComputedKeys(classBody: ClassExpression, { name, references }: Pick<FreeName, 'name' | 'references'>): void {
  for (const member of classBody.body.body) {
    if (member.type === 'StaticBlock' || !member.computed) continue;
    const { start, end } = member.key;
    if (references.some(({ node }) => node.start >= start && node.end <= end))
      throw new SyntaxError(`its computed key uses \`${name}\`, which is not there any more`);
  }
}

/**
 * True when the arrow function `text` is made with an instance as its `this` and kept in its field `key`:
 * `class A { key = x => this.k * x }`, or `this.key = x => ...` in the constructor.
 */
export function isArrowField({ body }: ClassExpression, classText: string, key: string, text: string): boolean {
  const isThatArrow = (value: Expression | null | undefined) =>
    value?.type === 'ArrowFunctionExpression' && classText.slice(value.start, value.end) === text;
  return body.body.some(member => {
    if (member.type === 'PropertyDefinition') return !member.static && nameOf(member.key) === key && isThatArrow(member.value);
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return false;
    return member.value.body.body.some(statement => {
      if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return false;
      const { left, right } = statement.expression;
      return (
        left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && nameOf(left.property) === key && isThatArrow(right)
      );
    });
  });
}

const nameOf = (key: { type: string; name?: string }) => (key.type === 'Identifier' ? key.name : undefined);
