/** Questions about text that does not run: its type, what may follow, what a name is. */
import type TS from 'typescript';
import type { CompletionItem } from './cell.js';
import type { CellChecker } from './cell-checker.js';
import type { CellCompiler } from './cell-compiler.js';
import type { TypeAnswer } from './compiler-protocol.js';
import { diagnosticsOf, isWanted } from './diagnostics.js';
import { headerOf, type SessionName } from './session-names.js';
import { expandedTypeText, typeText } from './type-text.js';
import { ts } from './typescript.js';

const NO_NAMES: ReadonlySet<string> = new Set();
const NAME = '$type';

/** The type of an expression, or a type written out. */
export function typeOf(checker: CellChecker, path: string, text: string, kind: 'expression' | 'type'): TypeAnswer {
  const header = headerOf(namesIn(checker, text), checker.names.cellsAdding(text), NO_NAMES, checker.pathOfCell);
  const [open, close] = kind === 'expression' ? [`let ${NAME} = (`, '\n);'] : [`type ${NAME} = (`, '\n);'];
  const body = text.trim().replace(/;$/, '');
  const module = `${header}${open}${body}${close}\nexport {};`;
  const shift = header.length + open.length;
  const origin = { file: '<type>', line: 1 };
  const found = checker.service.check(path, module).filter(diagnostic => isWanted(diagnostic, false));
  const diagnostics = diagnosticsOf(found, {
    text: body,
    origin,
    toOriginal: offset => Math.min(Math.max(0, offset - shift), body.length),
  });
  if (diagnostics.length > 0) {
    checker.service.removeFile(path);
    // What is wrong with the types of a text that does not parse is of no interest.
    const ofSyntax = diagnostics.filter(({ code }) => code < 2000);
    return { diagnostics: ofSyntax.length > 0 ? ofSyntax : diagnostics };
  }
  const program = checker.service.programOf(path);
  const types = program.getTypeChecker();
  const statement = program.getSourceFile(path)!.statements.find(each => each.end > header.length)!;
  // `let` widens `3` to `number`, as a result would be.
  const node = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]!.name
    : (statement as TS.TypeAliasDeclaration).type;
  const type = types.getTypeAtLocation(node);
  const answer = { type: typeText(types, type), expanded: expandedTypeText(types, type) };
  checker.service.removeFile(path);
  return answer;
}

export function completionsAt(checker: CellChecker, path: string, text: string, offset: number): { from: number; items: CompletionItem[] } {
  const before = /[\p{ID_Continue}$\u200c\u200d]*$/u.exec(text.slice(0, offset))![0];
  const names = checker.names.all();
  const header = headerOf(names, checker.names.cellsAdding(), NO_NAMES, checker.pathOfCell);
  checker.service.setFile(path, `${header}${text}\n;export {};`);
  checker.service.programOf(path);
  const completions = checker.service.languageService.getCompletionsAtPosition(path, header.length + offset, {
    includeCompletionsForModuleExports: false,
    includeCompletionsWithInsertText: false,
  });
  checker.service.removeFile(path);
  if (completions === undefined) return { from: offset, items: [] };
  const span =
    completions.optionalReplacementSpan ??
    completions.entries.find(({ replacementSpan }) => replacementSpan !== undefined)?.replacementSpan;
  const from = span === undefined ? offset - before.length : Math.min(offset, Math.max(0, span.start - header.length));
  const prefix = text.slice(from, offset);
  const nameToKind = new Map(names.map(({ name, kind }) => [name, kind]));
  const matching = completions.entries.filter(({ name }) => name.startsWith(prefix));
  const entries =
    matching.length > 0 ? matching : completions.entries.filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase()));
  const items = entries
    .filter(({ name }) => !name.startsWith('$cell'))
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name))
    .map(({ name, kind }) => ({ name, kind: kind === ts.ScriptElementKind.alias ? (nameToKind.get(name) ?? kind) : kind }));
  return { from, items };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function quickInfoAt(
  checker: CellChecker,
  path: string,
  text: string,
  offset: number,
): { signature: string; documentation: string } | undefined {
  const names = namesIn(checker, text);
  const header = headerOf(names, checker.names.cellsAdding(text), NO_NAMES, checker.pathOfCell);
  checker.service.setFile(path, `${header}${text}\n;export {};`);
  checker.service.programOf(path);
  const info = checker.service.languageService.getQuickInfoAtPosition(path, header.length + Math.max(0, offset - 1));
  checker.service.removeFile(path);
  if (info === undefined || info.kind === ts.ScriptElementKind.unknown) return undefined;
  const tags = (info.tags ?? []).map(({ name, text: parts }) => `@${name} ${ts.displayPartsToString(parts)}`.trimEnd());
  return {
    // That the name is imported from an earlier cell is our doing.
    signature: ts
      .displayPartsToString(info.displayParts)
      .replace(/^\(alias\) /, '')
      .replace(/\nimport [^\n]*$/, ''),
    documentation: [ts.displayPartsToString(info.documentation), ...tags].filter(part => part !== '').join('\n'),
  };
}

/** The statement that defines a name, as it runs and as a declaration. */
export function emittedOf(
  checker: CellChecker,
  compiler: CellCompiler,
  name: string,
): { javascript: string; declaration: string } | undefined {
  const known = checker.names.find(name);
  const emitted = known === undefined ? undefined : compiler.emittedCell(known.cell);
  if (known === undefined || emitted === undefined) return undefined;
  const { path, javascript } = emitted;
  // Between the line of ours above and the one below.
  const opening = /const \S+ = \((?:(?:yield|await) \()?$/.exec(javascript.slice(0, javascript.indexOf('\n')))?.[0] ?? '';
  const body = opening + javascript.slice(javascript.indexOf('\n') + 1, javascript.lastIndexOf('\n'));
  checker.service.programOf(path);
  const output = checker.service.languageService.getEmitOutput(path, true, true);
  const declarations = ts.createSourceFile(
    'cell.d.ts',
    output.outputFiles.find(({ name: file }) => file.endsWith('.d.ts'))?.text ?? '',
    ts.ScriptTarget.ESNext,
    true,
  );
  return {
    javascript: statementsDefining(ts.createSourceFile('cell.js', body, ts.ScriptTarget.ESNext, true), known.original),
    declaration: statementsDefining(declarations, known.original),
  };
}

function statementsDefining(file: TS.SourceFile, name: string): string {
  const defines = (statement: TS.Statement): boolean => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.some(declaration => mentions(declaration.name, name));
    // `(function (E) { ... })(E || (E = {}))`: the body of an enum or a namespace.
    if (ts.isExpressionStatement(statement)) return statement.getText(file).startsWith(`(function (${name}) `);
    return (
      (ts.isDeclarationStatement(statement) && statement.name !== undefined && statement.name.getText(file) === name) ||
      (ts.isImportDeclaration(statement) && mentions(statement, name))
    );
  };
  return file.statements
    .filter(defines)
    .map(statement => statement.getText(file))
    .join('\n');
}

const mentions = (node: TS.Node, name: string): boolean =>
  ts.isIdentifier(node) ? node.text === name : (ts.forEachChild(node, child => mentions(child, name)) ?? false);

/** Session names that a text may mean. */
function namesIn(checker: CellChecker, text: string): SessionName[] {
  const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu) ?? []);
  return [...words].map(word => checker.names.find(word)).filter(name => name !== undefined);
}
