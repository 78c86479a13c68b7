/** The compiler's diagnostics in the person's own lines and columns. */
import type TS from 'typescript';
import type { Diagnostic, Origin } from './cell.js';
import { lineIndexOf, lineStartsOf } from './line-starts.js';
import { ts } from './typescript.js';

/** Enough to read; a file that is no TypeScript has thousands. */
const MAX_DIAGNOSTICS = 50;

/** `1, 2` is odd in a program and harmless at a prompt. */
const UNUSED_COMMA_OPERAND = 2695;

/** Complaints about types that are implicitly `any`; without `noImplicitAny` nobody asked. */
const IMPLICIT_ANY = new Set([
  7005, 7006, 7008, 7009, 7010, 7011, 7012, 7013, 7014, 7015, 7016, 7017, 7018, 7019, 7020, 7022, 7023, 7024, 7025, 7026, 7031, 7032, 7033,
  7034, 7035, 7036, 7041, 7043, 7044, 7045, 7046, 7047, 7048, 7049, 7050, 7051, 7052, 7053, 7055, 7056, 7057,
]);

export const isWanted = (diagnostic: TS.Diagnostic, noImplicitAny: boolean): boolean =>
  diagnostic.code !== UNUSED_COMMA_OPERAND && (noImplicitAny || !IMPLICIT_ANY.has(diagnostic.code));

export interface DiagnosticPlace {
  readonly text: string;
  readonly origin: Origin;
  /** From the diagnostic's offsets to those of `text`. */
  readonly toOriginal: (offset: number) => number;
}

export function diagnosticsOf(found: readonly TS.Diagnostic[], { text, origin, toOriginal }: DiagnosticPlace): Diagnostic[] {
  const lineStarts = lineStartsOf(text);
  const seen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const { category, code, messageText, start = 0, length = 0 } of found) {
    const from = Math.min(toOriginal(start), text.length);
    const to = Math.min(Math.max(from, toOriginal(start + length)), text.length);
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    const key = `${from} ${code} ${message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const line = lineIndexOf(lineStarts, from);
    const lineStart = lineStarts[line]!;
    diagnostics.push({
      category: category === ts.DiagnosticCategory.Error ? 'error' : category === ts.DiagnosticCategory.Warning ? 'warning' : 'suggestion',
      code,
      message,
      file: origin.file,
      line: origin.line + line,
      column: from - lineStart + 1,
      length: to - from,
      lineText: text
        .slice(lineStart, lineStarts[line + 1] ?? text.length)
        .replace(/\r?\n$/, '')
        // A terminal would obey them.
        .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '\uFFFD'),
    });
    if (diagnostics.length === MAX_DIAGNOSTICS) break;
  }
  return diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
}
