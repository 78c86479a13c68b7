/**
 * Types blanked out of TypeScript: what is left stands where the person wrote it, so that stack frames, `toString()` of a function and
 * the places in messages need no source map. What TypeScript adds to JavaScript beyond types (enums, decorators, ...) is not blanked:
 * such a cell is printed by TypeScript itself (`needsPrinting`).
 */
import type TS from 'typescript';
import type { TextEdit } from './text-edits.js';
import { blankOf } from './text-edits.js';
import { ts } from './typescript.js';

const ERASED_MODIFIERS = new Set<TS.SyntaxKind>();

export class TypeEraser {
  readonly edits: TextEdit[] = [];
  needsPrinting = false;
  readonly #file: TS.SourceFile;
  readonly #text: string;

  constructor(file: TS.SourceFile) {
    this.#file = file;
    this.#text = file.text;
    if (ERASED_MODIFIERS.size === 0) {
      const { PublicKeyword, PrivateKeyword, ProtectedKeyword, ReadonlyKeyword, OverrideKeyword, AbstractKeyword, DeclareKeyword } =
        ts.SyntaxKind;
      for (const kind of [
        PublicKeyword,
        PrivateKeyword,
        ProtectedKeyword,
        ReadonlyKeyword,
        OverrideKeyword,
        AbstractKeyword,
        DeclareKeyword,
      ])
        ERASED_MODIFIERS.add(kind);
    }
  }

  /** Whether nothing of this statement or member exists at run time. */
  isErased(node: TS.Node): boolean {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isIndexSignatureDeclaration(node)) return true;
    if (ts.isModuleDeclaration(node) && !isInstantiated(node)) return true;
    const isAmbient =
      ts.canHaveModifiers(node) &&
      node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword || kind === ts.SyntaxKind.AbstractKeyword);
    if (isAmbient && !(ts.isClassDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)))
      return true;
    const isFunction =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isConstructorDeclaration(node) ||
      ts.isGetAccessor(node) ||
      ts.isSetAccessor(node);
    return isFunction && node.body === undefined;
  }

  /** Blanks the types that belong to this node itself. Children are the caller's, but for what `isTypeOnly` says. */
  erase(node: TS.Node): void {
    if (
      ts.isEnumDeclaration(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isDecorator(node) ||
      ts.isImportEqualsDeclaration(node)
    ) {
      this.needsPrinting = true;
      return;
    }
    if (ts.isVariableDeclarationList(node)) {
      // Constants of `using` declarations; Node runs them from version 24 on.
      if ((node.flags & ts.NodeFlags.Using) !== 0) this.needsPrinting = true;
    } else if (ts.isVariableDeclaration(node)) {
      this.#blankToken(node.exclamationToken);
      this.#blankAnnotation(node.type);
    } else if (ts.isParameter(node)) {
      if (node.modifiers?.some(modifier => !ts.isDecorator(modifier))) this.needsPrinting = true;
      this.#blankToken(node.questionToken);
      this.#blankAnnotation(node.type);
    } else if (ts.isPropertyDeclaration(node)) {
      if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AccessorKeyword)) this.needsPrinting = true;
      this.#blankModifiers(node);
      this.#blankToken(node.questionToken);
      this.#blankToken(node.exclamationToken);
      this.#blankAnnotation(node.type);
    } else if (ts.isFunctionLike(node)) {
      this.#eraseFunction(node);
    } else if (ts.isClassLike(node)) {
      this.#blankModifiers(node);
      this.#blankList(node.typeParameters);
      for (const clause of node.heritageClauses ?? []) {
        if (clause.token === ts.SyntaxKind.ImplementsKeyword) this.#blank(clause.getStart(this.#file), clause.end);
      }
    } else if (ts.isExpressionWithTypeArguments(node)) {
      this.#blankList(node.typeArguments);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
      this.#blankList(node.typeArguments);
    } else if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      this.#blankTail(node);
    } else if (ts.isNonNullExpression(node)) {
      this.#blank(node.end - 1, node.end);
    }
  }

  #eraseFunction(node: TS.SignatureDeclaration): void {
    if (ts.isMethodDeclaration(node)) this.#blankToken(node.questionToken);
    if (ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isGetAccessor(node) || ts.isSetAccessor(node))
      this.#blankModifiers(node);
    const { typeParameters, type } = node;
    const [first, second] = node.parameters;
    if (first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this') {
      this.#blank(first.getStart(this.#file), second === undefined ? first.end : second.getStart(this.#file));
    }
    // `async <T\n>(x) => x`: no line may end between `async` and the parenthesis.
    if (ts.isArrowFunction(node) && typeParameters !== undefined && /[\r\n]/.test(this.#text.slice(typeParameters.pos, typeParameters.end)))
      this.needsPrinting = true;
    this.#blankList(typeParameters);
    if (type === undefined) return;
    if (ts.isArrowFunction(node) && /[\r\n]/.test(this.#text.slice(type.pos, node.equalsGreaterThanToken.getStart(this.#file)))) {
      // No line may end between `)` and `=>`: the parenthesis moves to the end of what is blanked.
      const close = this.#text.lastIndexOf(')', type.pos);
      this.#blank(close, close + 1);
      this.edits.push({ start: type.pos - 1, end: type.end, text: `${blankOf(this.#text.slice(type.pos - 1, type.end - 1))})` });
    } else {
      this.#blankAnnotation(type);
    }
  }

  #blank(start: number, end: number): void {
    this.edits.push({ start, end, text: blankOf(this.#text.slice(start, end)) });
  }

  #blankToken(token: TS.Node | undefined): void {
    if (token !== undefined) this.#blank(token.getStart(this.#file), token.end);
  }

  /** `: T`; the colon is the character before the type's full text. */
  #blankAnnotation(type: TS.TypeNode | undefined): void {
    if (type !== undefined) this.#blank(type.pos - 1, type.end);
  }

  /** `<A, B>`, with both brackets. */
  #blankList(list: TS.NodeArray<TS.Node> | undefined): void {
    if (list === undefined) return;
    const close = this.#text.indexOf('>', skipTrivia(this.#text, list.end));
    this.#blank(list.pos - 1, close + 1);
  }

  #blankModifiers(node: TS.HasModifiers): void {
    const erased = (node.modifiers ?? []).filter(({ kind }) => ERASED_MODIFIERS.has(kind));
    for (const modifier of erased) {
      const start = modifier.getStart(this.#file);
      this.#blank(start, modifier.end);
    }
    const last = node.modifiers?.at(-1);
    const first = erased[0];
    if (first === undefined || last === undefined || !ts.isClassElement(node) || first !== node.modifiers?.[0]) return;
    // A field without a semicolon before this one would swallow `[x]` or `*x`.
    if (/[[*]/.test(this.#text[skipTrivia(this.#text, last.end)] ?? '')) {
      const edit = this.edits.at(-erased.length)!;
      this.edits[this.edits.length - erased.length] = { ...edit, text: `;${edit.text.slice(1)}` };
    }
  }

  /** `as T`, `satisfies T`. A statement that ends with it keeps its end: the next line may start with a bracket. */
  #blankTail(node: TS.AsExpression | TS.SatisfiesExpression): void {
    const start = node.expression.end;
    const blank = blankOf(this.#text.slice(start, node.end));
    let statement: TS.Node = node;
    while (statement.parent !== undefined && statement.parent.end === node.end && !ts.isStatement(statement)) statement = statement.parent;
    const endsStatement = ts.isStatement(statement) && statement.end === node.end && !ts.isBlock(statement);
    this.edits.push({
      start,
      end: node.end,
      text: endsStatement && /^\s*[[(`+\-/*,.]/.test(this.#text.slice(node.end)) ? `;${blank.slice(1)}` : blank,
    });
  }
}

/** Nodes without an existence at run time, whose erasure is their parent's. */
export const isTypeOnly = (node: TS.Node): boolean =>
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
  ts.isTypeParameterDeclaration(node) ||
  (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) ||
  (ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === 'this');

function isInstantiated(node: TS.ModuleDeclaration): boolean {
  const { body } = node;
  if (body === undefined) return false;
  if (ts.isModuleDeclaration(body)) return isInstantiated(body);
  if (!ts.isModuleBlock(body)) return true;
  return body.statements.some(
    statement =>
      !(
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        (ts.isModuleDeclaration(statement) && !isInstantiated(statement))
      ),
  );
}

/** Offset of the next character that is no space and no comment. */
function skipTrivia(text: string, from: number): number {
  const match = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from, from + 10_000));
  return from + (match?.[0].length ?? 0);
}
