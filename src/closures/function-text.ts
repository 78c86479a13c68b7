/** What the text of a function says: its form, the names it takes from outside, where its parts lie. Parsed once per text. */
import {
  type AnyNode,
  type ClassExpression,
  type Expression,
  type ExpressionStatement,
  type ImportExpression,
  type ObjectExpression,
  type Property,
  parse,
} from 'acorn';
import { analyzeNames, type FreeName, type LexicalUses } from './free-names.js';

export type ParsedFunction = {
  readonly text: string;
  /** `expression`: the text stands alone. `method`: it is a member of an object literal (`f(x) { ... }`, `get size() { ... }`). */
  readonly form: 'expression' | 'method';
  readonly accessor: 'get' | 'set' | undefined;
  readonly isArrow: boolean;
  /** The class when the text is one; positions are those of the text. */
  readonly classBody: ClassExpression | undefined;
  readonly free: readonly FreeName[];
  /** What it takes of the code around it (arrows, heritage, computed keys). */
  readonly outer: LexicalUses;
  /** What it uses of its own call. */
  readonly own: LexicalUses;
  readonly imports: readonly ImportExpression[];
  /** Where V8's function location points, counted from the start of the text. */
  readonly anchor: number;
  /** The computed key of a method, `[...]` included. */
  readonly computedKey: readonly [start: number, end: number] | undefined;
};

const nativeText = /\{\s*\[native code\]\s*\}\s*$/;
export const isNativeText = (text: string) => text.length < 300 && nativeText.test(text);

/** The functions that a person types are short and many are alike; a bound keeps a session of a week small. */
const maxTexts = 2000;

export class FunctionTexts {
  private readonly parsed = new Map<string, ParsedFunction | SyntaxError>();

  /** @throws SyntaxError when the text does not parse outside of the place it was written at (private names, `import.meta`, an arrow's `new.target`) */
  parse(text: string, sloppy: boolean): ParsedFunction {
    const key = sloppy ? `~${text}` : text;
    let found = this.parsed.get(key);
    if (!found) {
      if (this.parsed.size >= maxTexts) this.parsed.delete(this.parsed.keys().next().value!);
      this.parsed.set(key, (found = parseFunction(text, sloppy)));
    }
    if (found instanceof SyntaxError) throw found;
    return found;
  }
}

function parseFunction(text: string, sloppy: boolean): ParsedFunction | SyntaxError {
  const directive = sloppy ? '' : '"use strict";';
  const expression = tryParse(`${directive}(`, text, '\n)');
  if (expression instanceof SyntaxError) {
    const literal = tryParse(`${directive}({`, text, '\n})');
    if (literal instanceof SyntaxError) return expression;
    const property = (literal.node as ObjectExpression).properties[0];
    if (property?.type !== 'Property') return expression;
    return describe(text, literal.offset, property.value, sloppy, property);
  }
  return describe(text, expression.offset, expression.node, sloppy);
}

function tryParse(before: string, text: string, after: string): { node: Expression; offset: number } | SyntaxError {
  try {
    const program = parse(before + text + after, { ecmaVersion: 'latest', allowSuperOutsideMethod: true });
    return { node: (program.body.at(-1) as ExpressionStatement).expression, offset: before.length };
  } catch (error) {
    return error as SyntaxError;
  }
}

function describe(text: string, offset: number, node: Expression, sloppy: boolean, method?: Property): ParsedFunction {
  shift(method ?? node, -offset);
  const { free, outer, usesOf, imports } = analyzeNames(node, sloppy);
  const classBody = node.type === 'ClassExpression' ? node : undefined;
  const computedKey = method?.computed
    ? ([text.lastIndexOf('[', method.key.start), text.indexOf(']', method.key.end) + 1] as const)
    : undefined;
  return {
    text,
    form: method ? 'method' : 'expression',
    accessor: method && method.kind !== 'init' ? method.kind : undefined,
    isArrow: node.type === 'ArrowFunctionExpression',
    classBody,
    free,
    outer,
    own: usesOf.get(node) ?? { this: false, super: false },
    imports,
    anchor: anchorOf(text, node, classBody),
    computedKey,
  };
}

/** V8 places a function at its parameter list, an arrow at its start, a class at its constructor's parameter list or its start. */
function anchorOf(text: string, node: Expression, classBody: ClassExpression | undefined): number {
  if (classBody) {
    for (const member of classBody.body.body)
      if (member.type === 'MethodDefinition' && member.kind === 'constructor') return member.value.start;
    return 0;
  }
  if (node.type !== 'FunctionExpression' || text[node.start] === '(') return node.start;
  const head = /^(?:async\b|function\b|\*|\/\*[\s\S]*?\*\/|\/\/.*|\s+)+/.exec(text)?.[0].length ?? 0;
  return text.indexOf('(', node.id?.end ?? head);
}

/** Moves a tree so that its positions count from the start of the function's text. */
function shift(node: AnyNode, by: number, seen = new Set<AnyNode>()): void {
  if (seen.has(node)) return;
  seen.add(node);
  node.start += by;
  node.end += by;
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null && typeof item === 'object' && typeof (item as AnyNode).type === 'string') shift(item as AnyNode, by, seen);
    }
  }
}
