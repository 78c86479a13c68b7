/**
 * Operators on columns. TypeScript has no meaning for `col('age') > 30`, and says so in words that help nobody who knows Spark;
 * `a && b` it even accepts, and gives the second column. Both are told with the method that does it.
 */
import type TS from 'typescript';
import { ts } from './typescript.js';

const operatorToMethod: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'multiply',
  '/': 'divide',
  '%': 'mod',
  '>': 'gt',
  '>=': 'geq',
  '<': 'lt',
  '<=': 'leq',
  '==': 'equalTo',
  '===': 'equalTo',
  '!=': 'notEqual',
  '!==': 'notEqual',
  '&&': 'and',
  '||': 'or',
};

const WRONG_OPERATION = new Set([2362, 2363, 2365, 2367]);
const TOKEN_EXPECTED = 1005;
const CANNOT_APPLY = 2365;
const WRONG_ARGUMENT = 2345;

/** The diagnostics of a file, with what is wrong with its columns. */
export function withColumnOperators(found: readonly TS.Diagnostic[], program: TS.Program, file: TS.SourceFile): readonly TS.Diagnostic[] {
  if (found.length === 0) return /&&|\|\|/.test(file.text) ? logicOf(program, file) : found;
  const hinted = found.map(diagnostic => withHint(diagnostic, program, file));
  const places = hinted.flatMap((each, i) => (each === found[i] ? [] : [each.start!]));
  // That the result is no argument for the method around it follows.
  const follows = ({ code, start = 0, length = 0 }: TS.Diagnostic) =>
    code === WRONG_ARGUMENT && places.some(place => place >= start && place < start + length);
  return hinted.filter(each => !follows(each));
}

/** `$"name"`, as Scala has it. */
export function withColumnSyntax(diagnostic: TS.Diagnostic, text: string): TS.Diagnostic {
  const { code, start = 0 } = diagnostic;
  if (code !== TOKEN_EXPECTED || !/\$$/.test(text.slice(0, start)) || !/^["']/.test(text.slice(start))) return diagnostic;
  return withText(diagnostic, 'A column is written $`name`, or $("name").');
}

function withHint(diagnostic: TS.Diagnostic, program: TS.Program, file: TS.SourceFile): TS.Diagnostic {
  const { code, start } = diagnostic;
  if (start === undefined || !WRONG_OPERATION.has(code)) return diagnostic;
  const operation = operationAt(file, start);
  if (operation === undefined || ![operation.left, operation.right].some(each => isColumn(each, program))) return diagnostic;
  const method = operatorToMethod[operation.operatorToken.getText(file)];
  return method === undefined ? diagnostic : withText(diagnostic, hintOf(operation, method, program, file));
}

const withText = (diagnostic: TS.Diagnostic, hint: string): TS.Diagnostic => ({
  ...diagnostic,
  messageText: `${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}\n${hint}`,
});

/** The innermost binary expression that has an operand, or begins, at a place. */
function operationAt(file: TS.SourceFile, start: number): TS.BinaryExpression | undefined {
  let found: TS.BinaryExpression | undefined;
  const visit = (node: TS.Node): void => {
    if (node.getStart(file) > start || node.end <= start) return;
    const isAt = ts.isBinaryExpression(node) && [node, node.right].some(each => each.getStart(file) === start);
    if (isAt && node.operatorToken.getText(file) in operatorToMethod) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `a && b` of columns, which would be `b`. */
function logicOf(program: TS.Program, file: TS.SourceFile): TS.Diagnostic[] {
  const found: TS.Diagnostic[] = [];
  const visit = (node: TS.Node): void => {
    if (ts.isBinaryExpression(node) && isLogic(node.operatorToken.kind) && [node.left, node.right].every(each => isColumn(each, program))) {
      const operator = node.operatorToken.getText(file);
      const hint = hintOf(node, operatorToMethod[operator]!, program, file);
      found.push({
        category: ts.DiagnosticCategory.Error,
        code: CANNOT_APPLY,
        messageText: `Operator '${operator}' cannot be applied to types 'Column' and 'Column'.\n${hint}`,
        file,
        start: node.getStart(file),
        length: node.end - node.getStart(file),
      });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const isLogic = (kind: TS.SyntaxKind): boolean => kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;

function isColumn(node: TS.Node, program: TS.Program): boolean {
  const symbol = program.getTypeChecker().getTypeAtLocation(node).getSymbol();
  return symbol?.name === 'Column' && (symbol.declarations ?? []).some(each => each.getSourceFile().fileName.endsWith('/sql/column.d.ts'));
}

function hintOf({ left, right }: TS.BinaryExpression, method: string, program: TS.Program, file: TS.SourceFile): string {
  const [first, second] = [shortened(left.getText(file)), shortened(right.getText(file))];
  return `Columns have methods for operators: ${isColumn(left, program) ? first : `lit(${first})`}.${method}(${second})`;
}

/** One line, as it stands. */
const shortened = (text: string): string => (text.length <= 60 && !text.includes('\n') ? text : '...');
