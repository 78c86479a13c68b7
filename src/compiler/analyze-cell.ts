/** What a cell defines, uses, assigns and yields, from its syntax alone. Offsets are those of the person's text. */
import type TS from 'typescript';
import type { DefinitionKind } from './cell.js';
import type { ParsedCell } from './parse-cell.js';
import { ts } from './typescript.js';

export interface DefinedName {
  readonly name: string;
  readonly kind: DefinitionKind;
  /** Offset of the name in the text. */
  readonly position: number;
  /** `declare`d: it exists elsewhere. */
  readonly isAmbient: boolean;
  /** The person exports it; a second export would clash. */
  readonly isExported: boolean;
  /** Offsets of the statement. */
  readonly start: number;
  readonly end: number;
}

export interface CellAnalysis {
  readonly definitions: readonly DefinedName[];
  /** Every identifier that might refer to an earlier cell. */
  readonly used: ReadonlySet<string>;
  /** Those that are assigned somewhere. */
  readonly assigned: ReadonlySet<string>;
  /** Names that a statement such as `limit = 5` assigns. */
  readonly mutated: readonly string[];
  /** The last statement, when it is an expression. */
  readonly result?: { readonly start: number; readonly end: number };
  /** Statements that take a `resN`. */
  readonly resultCount: number;
  /** Module names of static and dynamic imports with a literal. */
  readonly hasImports: boolean;
}

export function analyzeCell({ file, isWrapped }: ParsedCell): CellAnalysis {
  const shift = isWrapped ? 1 : 0;
  const definitions: DefinedName[] = [];
  const used = new Set<string>();
  const assigned = new Set<string>();
  let hasImports = false;
  const exportedNames = new Set(file.statements.flatMap(exportedBy));

  const define = (name: TS.Identifier, kind: DefinitionKind, statement: TS.Node) =>
    definitions.push({
      name: name.text,
      kind,
      position: name.getStart(file) - shift,
      isAmbient: hasModifier(statement, ts.SyntaxKind.DeclareKeyword),
      isExported:
        exportedNames.has(name.text) ||
        (hasModifier(statement, ts.SyntaxKind.ExportKeyword) && !hasModifier(statement, ts.SyntaxKind.DefaultKeyword)),
      start: statement.getStart(file) - shift,
      end: statement.end - shift,
    });
  const definePattern = (name: TS.BindingName, kind: DefinitionKind, statement: TS.Node) => {
    if (ts.isIdentifier(name)) define(name, kind, statement);
    else for (const element of name.elements) if (ts.isBindingElement(element)) definePattern(element.name, kind, statement);
  };
  const defineList = (list: TS.VariableDeclarationList, statement: TS.Node) => {
    const kind = (list.flags & ts.NodeFlags.BlockScoped) === 0 ? 'var' : (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
    for (const declaration of list.declarations) definePattern(declaration.name, kind, statement);
  };

  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) defineList(statement.declarationList, statement);
    else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) define(statement.name, 'function', statement);
    else if (ts.isClassDeclaration(statement) && statement.name !== undefined) define(statement.name, 'class', statement);
    else if (ts.isInterfaceDeclaration(statement)) define(statement.name, 'interface', statement);
    else if (ts.isTypeAliasDeclaration(statement)) define(statement.name, 'type', statement);
    else if (ts.isEnumDeclaration(statement)) define(statement.name, 'enum', statement);
    else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) define(statement.name, 'namespace', statement);
    else if (ts.isImportDeclaration(statement)) {
      hasImports = true;
      for (const name of importedNames(statement)) define(name, 'import', statement);
    }
  }

  /** `var` reaches the cell from blocks, but not from functions. */
  const visit = (node: TS.Node, isInFunction: boolean): void => {
    // A long chain of `+` or method calls leans to the left; it is walked without a stack of its depth.
    for (let next: TS.Node | undefined = node; next !== undefined; ) {
      const current: TS.Node = next;
      next = undefined;
      if (ts.isIdentifier(current)) {
        used.add(current.text);
      } else if (ts.isBinaryExpression(current)) {
        if (isAssignment(current.operatorToken.kind)) collectNames(current.left, assigned);
        visit(current.right, isInFunction);
        next = current.left;
      } else if (ts.isPropertyAccessExpression(current)) {
        next = current.expression;
      } else {
        if ((ts.isPrefixUnaryExpression(current) || ts.isPostfixUnaryExpression(current)) && isStep(current.operator))
          collectNames(current.operand, assigned);
        if ((ts.isForInStatement(current) || ts.isForOfStatement(current)) && !ts.isVariableDeclarationList(current.initializer))
          collectNames(current.initializer, assigned);
        if (
          ts.isVariableDeclarationList(current) &&
          !isInFunction &&
          current.parent.parent !== file &&
          (current.flags & ts.NodeFlags.BlockScoped) === 0
        ) {
          defineList(current, current);
        }
        if (ts.isCallExpression(current) && current.expression.kind === ts.SyntaxKind.ImportKeyword) hasImports = true;
        if (ts.isImportTypeNode(current)) hasImports = true;
        if (ts.isCallExpression(current)) {
          current.typeArguments?.forEach(child => {
            visit(child, isInFunction);
          });
          for (const argument of current.arguments) visit(argument, isInFunction);
          next = current.expression;
        } else {
          const isInner =
            isInFunction || ts.isFunctionLike(current) || ts.isClassStaticBlockDeclaration(current) || ts.isModuleBlock(current);
          ts.forEachChild(current, child => {
            visit(child, isInner);
          });
        }
      }
    }
  };
  visit(file, false);

  const statements = file.statements.filter(statement => !ts.isEmptyStatement(statement));
  const own = new Set(definitions.map(({ name }) => name));
  const mutated: string[] = [];
  let resultCount = 0;
  let result: CellAnalysis['result'];
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement)) continue;
    const expression = skipParentheses(statement.expression);
    const targets = assignmentTargets(expression);
    if (targets !== undefined) {
      mutated.push(...targets.filter(name => !own.has(name)));
      continue;
    }
    resultCount++;
    if (statement === statements.at(-1)) {
      const { expression: whole } = statement;
      // In a wrapped cell the parentheses are ours.
      result = isWrapped ? { start: 0, end: file.text.length - 3 } : { start: whole.getStart(file), end: whole.end };
    }
  }
  return {
    definitions,
    used,
    assigned,
    mutated: [...new Set(mutated)],
    resultCount,
    hasImports,
    ...(result === undefined ? {} : { result }),
  };
}

const hasModifier = (node: TS.Node, kind: TS.SyntaxKind) =>
  ts.canHaveModifiers(node) && (node.modifiers?.some(modifier => modifier.kind === kind) ?? false);

const skipParentheses = (node: TS.Expression): TS.Expression =>
  ts.isParenthesizedExpression(node) ? skipParentheses(node.expression) : node;

const isStep = (operator: TS.SyntaxKind) => operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

const isAssignment = (kind: TS.SyntaxKind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

export function importedNames(statement: TS.ImportDeclaration): TS.Identifier[] {
  const clause = statement.importClause;
  if (clause === undefined) return [];
  const bindings = clause.namedBindings;
  return [
    ...(clause.name === undefined ? [] : [clause.name]),
    ...(bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(element => element.name)),
  ];
}

/** Names of `export { a, b }`. */
function exportedBy(statement: TS.Statement): string[] {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined || statement.exportClause === undefined) return [];
  return ts.isNamedExports(statement.exportClause)
    ? statement.exportClause.elements.filter(({ propertyName }) => propertyName === undefined).map(({ name }) => name.text)
    : [];
}

/** Every identifier in a target. Too many do no harm: how a name is declared in the header is the only thing that hangs on it. */
function collectNames(node: TS.Node, names: Set<string>): void {
  if (ts.isIdentifier(node)) names.add(node.text);
  else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
    ts.forEachChild(node, child => collectNames(child, names));
}

/** Names that an assignment gives values to; undefined for what is no assignment, or one to something else than variables. */
function assignmentTargets(node: TS.Expression): string[] | undefined {
  if (!ts.isBinaryExpression(node) || !isAssignment(node.operatorToken.kind)) return undefined;
  const names: string[] = [];
  const collect = (target: TS.Expression): boolean => {
    if (ts.isIdentifier(target)) {
      names.push(target.text);
      return true;
    }
    if (ts.isBinaryExpression(target)) return collect(target.left);
    if (ts.isSpreadElement(target)) return collect(target.expression);
    if (ts.isArrayLiteralExpression(target)) return target.elements.every(element => ts.isOmittedExpression(element) || collect(element));
    if (!ts.isObjectLiteralExpression(target)) return false;
    return target.properties.every(property => {
      if (ts.isShorthandPropertyAssignment(property)) return collect(property.name);
      if (ts.isSpreadAssignment(property)) return collect(property.expression);
      return ts.isPropertyAssignment(property) && collect(property.initializer);
    });
  };
  return collect(node.left) ? names : undefined;
}
