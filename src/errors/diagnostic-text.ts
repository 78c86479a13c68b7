/** How the compiler's findings are shown: the place, underlined, and the message. */
import type { Diagnostic } from '../compiler/cell.js';

/** Colors of the words `error` and `warning`; the identity where there are none. */
export interface DiagnosticPaint {
  error(text: string): string;
  warning(text: string): string;
}

const excerptWidth = 120;

/** Below a line that is on the screen already, behind a prompt: the caret, then the message, as spark-shell has it. */
export function diagnosticBelowPrompt(diagnostic: Diagnostic, promptWidth: number, paint?: DiagnosticPaint): string {
  const margin = ' '.repeat(promptWidth);
  const caret = `${margin}${blanksUnder(diagnostic.lineText, diagnostic.column)}^`;
  return `${caret}\n${messageLines(diagnostic, paint)
    .map(line => margin + line)
    .join('\n')}`;
}

/** Where the line is not on the screen: `file:line:column`, the line, the caret, the message. */
export function diagnosticWithSource(diagnostic: Diagnostic, paint?: DiagnosticPaint): string {
  const { file, line, column } = diagnostic;
  const { text, at } = excerpt(diagnostic.lineText, column);
  return [`${file}:${line}:${column}`, text, `${blanksUnder(text, at)}^`, ...messageLines(diagnostic, paint)].join('\n');
}

function messageLines({ category, code, message }: Diagnostic, paint?: DiagnosticPaint): string[] {
  const word = category === 'error' ? 'error' : 'warning';
  const [first = '', ...rest] = message.split('\n');
  return [`${paint ? paint[word](word) : word} TS${code}: ${first}`, ...rest];
}

/** The part of a very long line that holds the column, from 1. */
function excerpt(line: string, column: number): { text: string; at: number } {
  if (line.length <= excerptWidth) return { text: line, at: column };
  const start = Math.max(0, Math.min(column - 1 - excerptWidth / 2, line.length - excerptWidth));
  const end = start + excerptWidth;
  const [before, after] = [start > 0 ? '...' : '', end < line.length ? '...' : ''];
  return { text: before + line.slice(start, end) + after, at: column - start + before.length };
}

// East Asian wide and full-width forms, and most emoji, take two cells of a terminal.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const zeroWidth = /\p{Mark}|[\u200b-\u200d\ufeff]/u;

/** Blanks as wide as the text before the column; tabs stay tabs. */
function blanksUnder(line: string, column: number): string {
  let blanks = '';
  for (const character of line.slice(0, column - 1).padEnd(column - 1)) {
    blanks += character === '\t' ? '\t' : wide.test(character) ? '  ' : zeroWidth.test(character) ? '' : ' ';
  }
  return blanks;
}
