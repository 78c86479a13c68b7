/**
 * A checked cell -> the JavaScript that runs. The person's text stays as it is, but for its types and
 * - names of earlier cells, which become properties of these cells: `limit` -> `$cell3.limit`;
 * - imports, which are loaded before and become constants;
 * - the last expression, which becomes a constant `resN`;
 * - top-level `await`, which becomes a `yield`, so that Ctrl-C breaks what runs after it as well.
 *
 * The text is the body of a function; its first line stands above the person's first line:
 *
 *     (function ($bind, $imports, $meta) { return function* () { 'use strict'; $bind({ get res0() { return res0 } }); const res0 = (
 *     $cell1.text.count()); } })
 */
import type TS from 'typescript';
import type { CellAnalysis } from './analyze-cell.js';
import type { ColumnMap, ModuleImport, RunMode } from './compiler-protocol.js';
import { isTypeOnly, TypeEraser } from './erase-types.js';
import { lineIndexOf, lineStartsOf } from './line-starts.js';
import { blankOf, EditedText, emptyStatementOf, ONLY_TRIVIA, type TextEdit } from './text-edits.js';
import { ts } from './typescript.js';

export interface EmitInput {
  /** The person's text. */
  readonly text: string;
  readonly analysis: CellAnalysis;
  readonly isWrapped: boolean;
  /** The checked file, and the way from its offsets to those of `text`. */
  readonly file: TS.SourceFile;
  readonly checker: TS.TypeChecker;
  readonly headerLength: number;
  readonly toOriginal: (offset: number) => number;
  /** `name -> $cell3.name` for names of the header that exist at run time. */
  readonly nameToReference: ReadonlyMap<string, string>;
  readonly result?: { readonly name: string; readonly isAwaited: boolean };
  /** Names with a value, and whether they may be assigned. */
  readonly bindings: readonly { readonly name: string; readonly isVariable: boolean }[];
  readonly imports: readonly ModuleImport[];
}

/** `isCalled`: the name of a function that is called there. */
type CodeEdit = TextEdit & { readonly isCalled?: boolean };

export interface EmittedCell {
  readonly javascript: string;
  readonly mode: RunMode;
  readonly columns: ColumnMap;
  readonly sourceMap?: string;
}

export function emitCell(input: EmitInput): EmittedCell {
  const { text, file, analysis } = input;
  const eraser = new TypeEraser(file);
  const code: CodeEdit[] = [];
  const awaits: TS.AwaitExpression[] = [];
  let isAsync = false;
  let isStepped = false;

  const replace = (node: TS.Node, replacement: string, isCalled = false) =>
    code.push({ start: node.getStart(file), end: node.end, text: replacement, isCalled });
  const drop = (node: TS.Node) => replace(node, emptyStatementOf(file.text.slice(node.getStart(file), node.end)));

  const visit = (node: TS.Node, isInFunction: boolean): void => {
    if (node.end <= input.headerLength || isTypeOnly(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || eraser.isErased(node)) {
      drop(node);
      return;
    }
    if (ts.isExportAssignment(node)) {
      const start = node.getStart(file);
      const { expression } = node;
      code.push({ start, end: expression.getStart(file), text: `void (${blankOf(file.text.slice(start + 6, expression.getStart(file)))}` });
      code.push({ start: expression.end, end: expression.end, text: ')' });
    }
    eraser.erase(node);
    if (ts.isIdentifier(node)) {
      rewriteReference(node);
      return;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) replace(node.expression, '$import');
    else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) replace(node, '$meta');
    else if (!isInFunction && ts.isAwaitExpression(node) && node.getStart(file) >= input.headerLength) awaits.push(node);
    else if (!isInFunction && ts.isForOfStatement(node) && node.awaitModifier !== undefined) isAsync = true;
    else if (ts.canHaveModifiers(node) && node.parent === file) {
      for (const modifier of node.modifiers ?? []) {
        const { kind } = modifier;
        if (kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
          replace(modifier, blankOf(modifier.getText(file)));
      }
    }
    const isInner = isInFunction || ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node) || ts.isPropertyDeclaration(node);
    // Long chains lean to the left: `forEachChild` would need a stack as deep as they are long.
    if (ts.isBinaryExpression(node)) visitChain(node, isInFunction);
    else ts.forEachChild(node, child => visit(child, isInner));
  };
  const visitChain = (top: TS.BinaryExpression, isInFunction: boolean) => {
    let left: TS.Expression = top;
    while (ts.isBinaryExpression(left)) {
      visit(left.right, isInFunction);
      left = left.left;
    }
    visit(left, isInFunction);
  };
  const rewriteReference = (node: TS.Identifier) => {
    const reference = input.nameToReference.get(node.text);
    if (reference === undefined) return;
    const { parent } = node;
    if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) {
      if (isFromHeader(input, input.checker.getShorthandAssignmentValueSymbol(parent))) replace(node, `${node.text}: ${reference}`);
    } else if (isFromHeader(input, input.checker.getSymbolAtLocation(node))) {
      // `$cell3.f()` would hand over the cell as `this`.
      const isCalled =
        (ts.isCallExpression(parent) && parent.expression === node) || (ts.isTaggedTemplateExpression(parent) && parent.tag === node);
      replace(node, isCalled ? calledReference(node, reference) : reference, isCalled);
    }
  };
  /** A line that starts with a parenthesis would continue a line without a semicolon before it. */
  const calledReference = (node: TS.Identifier, reference: string) => {
    let statement: TS.Node = node;
    while (statement.parent !== undefined && !ts.isStatement(statement)) statement = statement.parent;
    const isFirst = ts.isExpressionStatement(statement) && statement.getStart(file) === node.getStart(file);
    const isInList = ts.isSourceFile(statement.parent) || ts.isBlock(statement.parent) || ts.isCaseOrDefaultClause(statement.parent);
    return isFirst && isInList ? `;(0, ${reference})` : isFirst ? `void 0, ${reference}` : `(0, ${reference})`;
  };

  const resultName = input.result?.name;
  for (const statement of file.statements) {
    if (statement.end <= input.headerLength) continue;
    if (resultName !== undefined && isResult(statement, resultName)) {
      // `let res0 = await (...)` of the checked text: only what stands in the parentheses is the person's.
      const awaited = statement.declarationList.declarations[0]!.initializer as TS.AwaitExpression;
      visit((awaited.expression as TS.ParenthesizedExpression).expression, false);
    } else if (!isFooter(statement)) {
      visit(statement, false);
    }
  }

  if (eraser.needsPrinting) isAsync ||= awaits.length > 0 || input.result?.isAwaited === true;
  if (!isAsync && awaits.some(node => startsStatement(node, file) && needsParentheses(node))) isAsync = true;
  if (!isAsync && (awaits.length > 0 || input.result?.isAwaited === true)) {
    isStepped = true;
    for (const node of awaits) {
      const open = needsParentheses(node) ? '(yield(' : 'yield(';
      code.push({ start: node.getStart(file), end: node.getStart(file) + 5, text: open });
      code.push({ start: node.end, end: node.end, text: needsParentheses(node) ? '))' : ')' });
    }
  }
  const mode: RunMode = isAsync ? 'async' : isStepped ? 'steps' : 'plain';

  const own = (edits: readonly CodeEdit[]) =>
    edits.map(edit => ({ ...edit, start: input.toOriginal(edit.start), end: input.toOriginal(edit.end) }));
  const edits = own(code);
  if (!eraser.needsPrinting) {
    // A statement that is gone is gone with its types.
    const erased = own(eraser.edits);
    edits.push(
      ...erased.filter(edit => !edits.some(other => other.end > other.start && other.start <= edit.start && edit.end <= other.end)),
    );
  }
  let opening = '';
  if (analysis.result !== undefined && input.result !== undefined) {
    const { start, end } = analysis.result;
    const [open, close] = !input.result.isAwaited ? ['(', ')'] : isAsync ? ['(await (', '))'] : ['(yield (', '))'];
    const declaration = `const ${input.result.name} = ${open}`;
    // On the line above, so that the first line keeps its columns.
    const isFirst = !eraser.needsPrinting && ONLY_TRIVIA.test(text.slice(0, start));
    if (isFirst) opening = ` ${declaration}`;
    else edits.push({ start, end: start, text: declaration });
    edits.push({ start: end, end, text: input.isWrapped ? `\n${close}` : close });
  }
  const edited = new EditedText(text, edits);
  const prefix = `(function ($bind, $imports, $meta) { return ${isAsync ? 'async ' : ''}function${isStepped ? '*' : ''} () { 'use strict'; ${importsOf(input.imports)}$bind({ ${accessorsOf(input.bindings)} });${opening}`;
  const columns = columnsOf(text, edited, edits);
  if (!eraser.needsPrinting) return { javascript: `${prefix}\n${edited.text}\n} })`, mode, columns };
  const { outputText, sourceMapText } = ts.transpileModule(edited.text, {
    fileName: 'cell.ts',
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Legacy,
      alwaysStrict: false,
      useDefineForClassFields: true,
      preserveConstEnums: true,
      sourceMap: true,
    },
  });
  return {
    javascript: `${prefix}\n${outputText}\n} })`,
    mode,
    columns,
    ...(sourceMapText === undefined ? {} : { sourceMap: sourceMapText }),
  };
}

function isFromHeader(input: EmitInput, symbol: TS.Symbol | undefined): boolean {
  return (
    symbol?.declarations?.some(declaration => declaration.getSourceFile() === input.file && declaration.end <= input.headerLength) ?? false
  );
}

const isResult = (statement: TS.Statement, name: string): statement is TS.VariableStatement => {
  if (!ts.isVariableStatement(statement)) return false;
  const declared = statement.declarationList.declarations[0]?.name;
  return declared !== undefined && ts.isIdentifier(declared) && declared.text === name;
};

/** The names that the cell exports to later ones; the person's own exports are dropped by `visit`. */
const isFooter = (statement: TS.Statement) =>
  ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined && statement === statement.getSourceFile().statements.at(-1);

/** `yield` stands wherever an assignment may; elsewhere it needs parentheses, as `await` does not. */
function needsParentheses(node: TS.AwaitExpression): boolean {
  const { parent } = node;
  if (
    ts.isExpressionStatement(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isArrayLiteralExpression(parent)
  )
    return false;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return false;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return !parent.arguments?.includes(node);
  return true;
}

function startsStatement(node: TS.Node, file: TS.SourceFile): boolean {
  const start = node.getStart(file);
  let parent: TS.Node = node;
  while (parent.parent !== undefined && parent.parent.getStart(file) === start && !ts.isSourceFile(parent.parent)) parent = parent.parent;
  return ts.isStatement(parent);
}

const importsOf = (imports: readonly ModuleImport[]) => {
  const constants = imports.flatMap(({ bindings }, index) =>
    bindings.map(({ local, imported }) => `${local} = $imports[${index}][${JSON.stringify(imported)}]`),
  );
  return constants.length === 0 ? '' : `const ${constants.join(', ')}; `;
};

const accessorsOf = (bindings: EmitInput['bindings']) =>
  bindings
    .map(({ name, isVariable }) => `get ${name}() { return ${name}; }${isVariable ? `, set ${name}($) { ${name} = $; }` : ''}`)
    .join(', ');

/** Lines are the same before and after; only edits that change their line's length move columns. */
function columnsOf(text: string, edited: EditedText, edits: readonly CodeEdit[]): ColumnMap {
  const columns: Record<number, number[]> = {};
  const lineStarts = lineStartsOf(text);
  const editedLineStarts = lineStartsOf(edited.text);
  for (const edit of edits.filter(({ start, end, text: inserted }) => inserted.length !== end - start).sort((a, b) => a.start - b.start)) {
    const line = lineIndexOf(lineStarts, edit.end);
    const list = (columns[line] ??= []);
    const after = edited.toEdited(edit.end) - editedLineStarts[line]!;
    const own = edit.end - lineStarts[line]!;
    // V8 places the call of `(0, $cell3.f)()` at the last parenthesis, that of `f()` at `f`.
    if (edit.isCalled) list.push(after, edit.start - lineStarts[line]!, after + 1, own + 1);
    else list.push(after, own);
  }
  return columns;
}
