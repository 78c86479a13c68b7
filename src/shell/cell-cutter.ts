/** Cuts a text into cells: whole lines, one or more statements each. */
import type { Origin } from '../compiler/cell.js';
import type { Interpreter } from '../compiler/interpreter.js';

export interface CutCell {
  /** Whole lines of the text. */
  readonly text: string;
  readonly origin: Origin;
  readonly lineCount: number;
  readonly complete: boolean;
}

/** Where a statement may start, `:` starts a command. */
export const isCommandLine = (line: string) => line.trimStart().startsWith(':');

/** A line further on that may be a command: `:load f`, but not the `: 3` of a conditional expression. */
export const looksLikeCommand = (line: string) => /^:[a-z]/i.test(line);

/** `.map(f)`, `?.x`: goes on with the line before, or with the last result. `.5` is a number and `...rest` is neither. */
export const continuesExpression = (line: string) => /^\s*(?:\?\.\s*[\p{ID_Start}_$[(]|\.\s*[\p{ID_Start}_$#])/u.test(line);

/** Blank lines and comments before the first statement belong to it; those after a statement go with that one. */
export function cutCells(lines: readonly string[], origin: Origin, interpreter: Interpreter): CutCell[] {
  const statements = interpreter.split(lines.join('\n'), origin);
  const starts = statements.map(statement => statement.origin.line - origin.line);
  const cells: CutCell[] = [];
  let start = 0;
  for (const [i, { complete }] of statements.entries()) {
    const next = starts[i + 1];
    // Two statements on one line are one cell: `a(); b()` prints what b returns, as it does when typed.
    if (next !== undefined && next <= endLine(statements[i]!, starts[i]!)) continue;
    const end = next ?? lines.length;
    cells.push({
      text: lines.slice(start, end).join('\n'),
      origin: { file: origin.file, line: origin.line + start },
      lineCount: end - start,
      complete,
    });
    start = end;
  }
  return cells;
}

const endLine = ({ text }: { text: string }, start: number) => start + text.trimEnd().split('\n').length - 1;
