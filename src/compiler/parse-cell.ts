/** Text -> statements: is it complete, an error, or in need of more lines? */
import type TS from 'typescript';
import { ONLY_TRIVIA } from './text-edits.js';
import { ts } from './typescript.js';

export interface ParsedCell {
  readonly file: TS.SourceFile;
  /** The whole text is one expression that would read as a statement: `{ a: 1 }`. `file` holds it in parentheses. */
  readonly isWrapped: boolean;
}

export type ParseOutcome =
  | ({ readonly state: 'complete' } & ParsedCell)
  | { readonly state: 'incomplete' }
  | { readonly state: 'wrong'; readonly errors: readonly TS.DiagnosticWithLocation[]; readonly file: TS.SourceFile };

const errorsOf = (file: TS.SourceFile) =>
  (file as TS.SourceFile & { parseDiagnostics: readonly TS.DiagnosticWithLocation[] }).parseDiagnostics;

const parse = (text: string) =>
  ts.createSourceFile(
    'cell.ts',
    text,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    ts.ScriptKind.TS,
  );

const INVALID_CHARACTER = 1127;
const BINARY_FILE = 1490;
const UNTERMINATED_STRING = 1002;
const UNTERMINATED_REGEX = 1161;
/** Errors that stand where the text was opened, not at its end. */
const OPEN_TO_THE_END = new Set([1010 /* comment */, 1160 /* template */]);

/** Text that starts like a declaration or a block may be an expression: an object, a function without a name. */
const MAY_BE_EXPRESSION = /^\s*(?:\{|(?:async\s+)?function\b|class\b)/;

export function parseCell(text: string): ParseOutcome {
  const source = withoutShebang(text);
  const asStatements = parse(source);
  const errors = errorsOf(asStatements);
  if (errors[0]?.code === INVALID_CHARACTER && source.includes('\0')) {
    return { state: 'wrong', file: asStatements, errors: [{ ...errors[0], code: BINARY_FILE, messageText: 'File appears to be binary.' }] };
  }
  if (MAY_BE_EXPRESSION.test(source)) {
    const expression = parseAsExpression(source, asStatements);
    if (expression !== undefined) return expression;
  }
  if (errors.length === 0) {
    return lacksBody(asStatements) ? { state: 'incomplete' } : { state: 'complete', file: asStatements, isWrapped: false };
  }
  return isIncomplete(source, errors) ? { state: 'incomplete' } : { state: 'wrong', errors, file: asStatements };
}

function parseAsExpression(source: string, asStatements: TS.SourceFile): ParseOutcome | undefined {
  const isBlock = /^\s*\{/.test(source);
  if (!isBlock && errorsOf(asStatements).length === 0) return undefined;
  const end = source.replace(/[\s;]+$/, '').length;
  // The parenthesis takes no column: it is laid over nothing, before the first character.
  const wrapped = parse(`(${source.slice(0, end)}\n)`);
  const errors = errorsOf(wrapped);
  if (errors.length === 0 && wrapped.statements.length === 1 && !holdsCall(wrapped.statements[0]!))
    return { state: 'complete', file: wrapped, isWrapped: true };
  const firstIsAtEnd = errors.length > 0 && isIncomplete(`(${source}`, errorsOf(parse(`(${source}`)));
  return isBlock && firstIsAtEnd && errorsOf(asStatements).length > 0 ? { state: 'incomplete' } : undefined;
}

/** `{ foo() }`: the parser takes the call for a method whose body is missing. */
function holdsCall(statement: TS.Statement): boolean {
  const expression = ts.isExpressionStatement(statement) ? (statement.expression as TS.ParenthesizedExpression).expression : undefined;
  return (
    expression !== undefined &&
    ts.isObjectLiteralExpression(expression) &&
    expression.properties.some(property => ts.isMethodDeclaration(property) && property.body === undefined)
  );
}

/** The parser wanted more when it came to the end, and nothing before was wrong. */
function isIncomplete(source: string, errors: readonly TS.DiagnosticWithLocation[]): boolean {
  const first = errors[0];
  if (first === undefined || first.code === UNTERMINATED_STRING || first.code === UNTERMINATED_REGEX) return false;
  if (errors.some(error => error.code === UNTERMINATED_STRING && error.start >= first.start)) return false;
  return OPEN_TO_THE_END.has(first.code) || ONLY_TRIVIA.test(source.slice(first.start));
}

/** `function f()` reads as an overload; at the end of the text its body is still to come. */
function lacksBody(file: TS.SourceFile): boolean {
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isFunctionDeclaration(last) || last.body !== undefined) return false;
  return !last.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.DeclareKeyword);
}

/** `#!` stands at the start of a file only, which a cell is not once it is compiled. */
export const withoutShebang = (text: string): string => (text.startsWith('#!') ? `//${text.slice(2)}` : text);

export interface StatementText {
  readonly start: number;
  readonly end: number;
  readonly complete: boolean;
}

/** Broken statements that a text may hold before the rest of it is taken for one. */
const MAX_BROKEN = 100;
/** Lines that a broken statement is looked for in. */
const MAX_BROKEN_LINES = 200;

/** Top-level statements with the comments before them. A statement that cannot be parsed ends where a prompt would have refused it. */
export function splitStatements(text: string, brokenLeft = MAX_BROKEN): StatementText[] {
  const source = withoutShebang(text);
  const file = parse(source);
  const firstError = errorsOf(file)[0]?.start;
  const statements: StatementText[] = [];
  for (const statement of file.statements) {
    if (firstError !== undefined && statement.end >= firstError) break;
    const previous = statements.at(-1);
    // Overloads belong to the implementation that follows; a lone semicolon to what it ends.
    const isPart = ts.isEmptyStatement(statement) || (previous !== undefined && isOverloadBefore(file, statement));
    if (isPart && previous !== undefined) statements[statements.length - 1] = { ...previous, end: statement.end };
    else statements.push({ start: statement.pos, end: statement.end, complete: true });
  }
  if (firstError === undefined) {
    const last = statements.at(-1);
    if (last !== undefined && lacksBody(file)) statements[statements.length - 1] = { ...last, complete: false };
    return statements;
  }
  // `1 2`: what is wrong begins on the line of a statement that reads well by itself.
  while (statements.length > 0 && !source.slice(statements.at(-1)!.end, firstError).includes('\n')) statements.pop();
  return [...statements, ...splitFrom(source, statements.at(-1)?.end ?? 0, !isIncomplete(source, errorsOf(file)), brokenLeft)];
}

/** A text that goes wrong as statements: the lines of the object or of the broken statement that it begins with, then the rest. */
function splitFrom(source: string, start: number, complete: boolean, brokenLeft: number): StatementText[] {
  const rest = source.slice(start);
  const isObject = /^\s*\{/.test(rest);
  const first = Math.max(0, rest.search(/\S/));
  if (isObject || (complete && brokenLeft > 0)) {
    let lineEnd = rest.indexOf('\n', isObject ? rest.indexOf('{') : first);
    for (let lines = 0; lineEnd !== -1 && (isObject || lines < MAX_BROKEN_LINES); lines++) {
      const { state } = parseCell(rest.slice(0, lineEnd));
      if (state === 'complete' || (state !== 'incomplete' && !isObject)) {
        const end = start + lineEnd;
        const following = splitStatements(rest.slice(lineEnd), brokenLeft - 1);
        return [{ start, end, complete: true }, ...following.map(each => ({ ...each, start: each.start + end, end: each.end + end }))];
      }
      lineEnd = rest.indexOf('\n', lineEnd + 1);
    }
    if (isObject && parseCell(rest).state === 'complete') return [{ start, end: source.length, complete: true }];
  }
  return [{ start, end: source.length, complete }];
}

function isOverloadBefore(file: TS.SourceFile, statement: TS.Statement): boolean {
  const before = file.statements[file.statements.indexOf(statement) - 1];
  return (
    before !== undefined &&
    ts.isFunctionDeclaration(before) &&
    before.body === undefined &&
    ts.isFunctionDeclaration(statement) &&
    before.name?.text === statement.name?.text
  );
}
