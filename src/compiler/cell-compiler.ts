/** A cell's way through the compiler's thread: text -> checked -> JavaScript, with what it defines and yields. */
import type TS from 'typescript';
import type { DefinedName } from './analyze-cell.js';
import type { DefinitionInfo, Diagnostic } from './cell.js';
import type { CellChecker, CheckedCell } from './cell-checker.js';
import { withColumnSyntax } from './column-operators.js';
import type {
  CompiledCell,
  CompiledDefinition,
  CompileRequest,
  CompileResponse,
  ImportBinding,
  ModuleImport,
} from './compiler-protocol.js';
import { diagnosticsOf, isWanted } from './diagnostics.js';
import { emitCell } from './emit-cell.js';
import { cellPath, type SessionNames } from './session-names.js';
import { definedTypeText, typeText } from './type-text.js';
import { ts } from './typescript.js';

/** What the session can show of a cell later. */
export interface EmittedText {
  readonly text: string;
  readonly path: string;
  readonly javascript: string;
}

export class CellCompiler {
  readonly #checker: CellChecker;
  readonly #names: SessionNames;
  readonly #cellToEmitted = new Map<number, EmittedText>();
  #lastChecked: CheckedCell | undefined;

  constructor(checker: CellChecker) {
    this.#checker = checker;
    this.#names = checker.names;
  }

  compile(request: CompileRequest): CompileResponse {
    const { text, origin, settings } = request;
    const path = cellPath(request.directory, request.cell);
    const outcome = this.#checker.check({ text, origin, path }, request.nextResult);
    if (outcome.state === 'incomplete') return { status: 'incomplete' };
    if (outcome.state === 'wrong') {
      return {
        status: 'rejected',
        resultCount: 0,
        diagnostics: diagnosticsOf(
          outcome.errors.map(each => withColumnSyntax(each, text)),
          { text, origin, toOriginal: offset => offset },
        ),
      };
    }
    const { cell } = outcome;
    this.#lastChecked = cell;
    const found = diagnosticsOf(
      cell.diagnostics.filter(diagnostic => isWanted(diagnostic, settings.noImplicitAny)),
      cell,
    );
    if (settings.typecheck && found.length > 0) {
      this.#checker.service.removeFile(path);
      return { status: 'rejected', resultCount: cell.analysis.resultCount, diagnostics: found };
    }
    const warnings = found.map(diagnostic => ({ ...diagnostic, category: 'warning' as const }));
    return this.#emit(request, cell, [...warnings, ...this.#deprecationsOf(cell)]);
  }

  sourceOf(name: string): string | undefined {
    const known = this.#names.find(name);
    return known === undefined ? undefined : this.#cellToEmitted.get(known.cell)?.text;
  }

  emittedCell(cell: number): EmittedText | undefined {
    return this.#cellToEmitted.get(cell);
  }

  /** Suggestions for the last cell that was compiled. */
  lastWarnings(): Diagnostic[] {
    const cell = this.#lastChecked;
    if (cell === undefined || !this.#checker.service.hasFile(cell.path)) return [];
    this.#checker.service.programOf(cell.path);
    const suggestions = this.#checker.service.languageService.getSuggestionDiagnostics(cell.path);
    // That a name of the session is never read, that `await` is not needed: artefacts of the module a cell is checked as.
    return diagnosticsOf(
      suggestions.filter(
        ({ code, start = 0 }) =>
          isWanted({ code } as TS.Diagnostic, false) &&
          start >= cell.headerLength &&
          ![6133, 6192, 6196, 6198, 80007, 80001].includes(code),
      ),
      cell,
    );
  }

  clear(): void {
    this.#cellToEmitted.clear();
    this.#lastChecked = undefined;
  }

  #deprecationsOf(cell: CheckedCell): Diagnostic[] {
    // A cell that mentions nothing of ours or of a package has nothing deprecated; the standard library is read without its comments.
    if (cell.names.length === 0 && !cell.analysis.hasImports) return [];
    const suggestions = this.#checker.service.languageService
      .getSuggestionDiagnostics(cell.path)
      .filter(({ reportsDeprecated, start }) => reportsDeprecated !== undefined && start >= cell.headerLength);
    return diagnosticsOf(suggestions, cell).map(diagnostic => ({ ...diagnostic, category: 'warning' }));
  }

  #emit(request: CompileRequest, cell: CheckedCell, warnings: readonly Diagnostic[]): CompiledCell {
    const { analysis, file, program, resultName } = cell;
    const checker = program.getTypeChecker();
    const module = checker.getSymbolAtLocation(file);
    const nameToSymbol = new Map(module === undefined ? [] : checker.getExportsOfModule(module).map(symbol => [symbol.name, symbol]));
    const definitions = definitionsOf(checker, analysis.definitions, nameToSymbol);
    const imports = importsOf(checker, cell);
    const result = resultName === undefined ? undefined : this.#resultOf(checker, cell, resultName);
    const isVariable = new Map(analysis.definitions.map(({ name, kind }) => [name, kind === 'let' || kind === 'var']));
    const emitted = emitCell({
      text: cell.text,
      analysis,
      isWrapped: cell.isWrapped,
      file,
      checker,
      headerLength: cell.headerLength,
      toOriginal: cell.toOriginal,
      nameToReference: new Map(
        cell.names.filter(({ isAmbient }) => !isAmbient).map(known => [known.name, `$cell${known.cell}.${known.original}`]),
      ),
      ...(result === undefined ? {} : { result }),
      bindings: [
        ...definitions.filter(({ hasValue }) => hasValue).map(({ name }) => ({ name, isVariable: isVariable.get(name) ?? false })),
        ...(result === undefined ? [] : [{ name: result.name, isVariable: false }]),
      ],
      imports,
    });
    this.#names.add({ cell: request.cell, path: cell.path, definitions: analysis.definitions, resultName });
    // Not the checked cell itself: its program would live as long as the session.
    this.#cellToEmitted.set(request.cell, { text: request.text, path: cell.path, javascript: emitted.javascript });
    return {
      status: 'compiled',
      ...emitted,
      lineCount: request.text.split('\n').length,
      imports,
      importTexts: importTextsOf(cell),
      definitions,
      mutated: analysis.mutated.map(name => ({ name, kind: 'mutated', type: typeOfHeaderName(checker, cell, name) })),
      ...(result === undefined ? {} : { result: { name: result.name, type: result.type, isVoid: result.isVoid } }),
      resultCount: analysis.resultCount,
      warnings,
    };
  }

  #resultOf(checker: TS.TypeChecker, cell: CheckedCell, name: string) {
    const statement = cell.file.statements.find(
      (each): each is TS.VariableStatement =>
        ts.isVariableStatement(each) && each.declarationList.declarations[0]?.name.getText(cell.file) === name,
    );
    const declaration = statement?.declarationList.declarations[0];
    if (declaration?.initializer === undefined || !ts.isAwaitExpression(declaration.initializer)) return undefined;
    const type = checker.getTypeAtLocation(declaration.name);
    const before = checker.getTypeAtLocation(declaration.initializer.expression);
    const isAny = (before.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
    return {
      name,
      type: definedTypeText(checker, type),
      isVoid: (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0,
      isAwaited: isAny || (checker.getAwaitedType(before) ?? before) !== before,
    };
  }
}

const TYPE_KINDS = new Set(['interface', 'type', 'namespace']);

function definitionsOf(
  checker: TS.TypeChecker,
  defined: readonly DefinedName[],
  nameToSymbol: ReadonlyMap<string, TS.Symbol>,
): CompiledDefinition[] {
  const nameToDefinition = new Map<string, CompiledDefinition>();
  for (const { name, kind, isAmbient } of defined) {
    const known = nameToDefinition.get(name);
    // A class and an interface of one name, overloads: one definition, that of the value.
    if (known !== undefined && TYPE_KINDS.has(kind)) continue;
    const symbol = nameToSymbol.get(name);
    const target = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    const isUnknown = target === undefined || checker.isUnknownSymbol(target);
    const hasValue = !isAmbient && kind !== 'interface' && kind !== 'type' && (isUnknown || (target.flags & ts.SymbolFlags.Value) !== 0);
    nameToDefinition.set(name, { name, kind, type: isUnknown ? 'any' : textOf(checker, target, hasValue || isAmbient), hasValue });
  }
  return [...nameToDefinition.values()];
}

function textOf(checker: TS.TypeChecker, symbol: TS.Symbol, isValue: boolean): string {
  return isValue ? definedTypeText(checker, checker.getTypeOfSymbol(symbol)) : typeText(checker, checker.getDeclaredTypeOfSymbol(symbol));
}

function typeOfHeaderName(checker: TS.TypeChecker, cell: CheckedCell, name: string): DefinitionInfo['type'] {
  for (const statement of cell.file.statements) {
    if (statement.end > cell.headerLength) break;
    const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
    if (declaration !== undefined && declaration.name.getText(cell.file) === name)
      return definedTypeText(checker, checker.getTypeAtLocation(declaration.name));
  }
  return 'any';
}

/** Imports of the cell that exist at run time, with what they bind. */
function importsOf(checker: TS.TypeChecker, cell: CheckedCell): ModuleImport[] {
  const imports: ModuleImport[] = [];
  for (const statement of cell.file.statements) {
    if (statement.end <= cell.headerLength || !ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const clause = statement.importClause;
    if (clause?.isTypeOnly) continue;
    const bindings: ImportBinding[] = [];
    const bind = (name: TS.Identifier, imported: string, isTypeOnly = false) => {
      const symbol = checker.getSymbolAtLocation(name);
      const target = symbol === undefined ? undefined : checker.getAliasedSymbol(symbol);
      const hasValue = target === undefined || checker.isUnknownSymbol(target) || (target.flags & ts.SymbolFlags.Value) !== 0;
      if (hasValue && !isTypeOnly) bindings.push({ local: name.text, imported });
    };
    if (clause?.name !== undefined) bind(clause.name, 'default');
    const named = clause?.namedBindings;
    if (named !== undefined && ts.isNamespaceImport(named)) bind(named.name, '*');
    else if (named !== undefined)
      for (const element of named.elements) bind(element.name, (element.propertyName ?? element.name).text, element.isTypeOnly);
    if (clause === undefined || bindings.length > 0) imports.push({ specifier: statement.moduleSpecifier.text, bindings });
  }
  return imports;
}

function importTextsOf(cell: CheckedCell): CompiledCell['importTexts'] {
  const texts = new Map<string, string[]>();
  for (const { kind, start, end, name } of cell.analysis.definitions) {
    if (kind !== 'import') continue;
    const text = cell.text.slice(start, end).replace(/;$/, '');
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, names]) => ({ text, names }));
}
