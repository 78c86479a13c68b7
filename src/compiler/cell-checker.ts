/**
 * Builds the module that a cell is checked as, and checks it:
 *
 *     import { counts } from "/home/me/ts-spark-shell-cell-3"; declare let limit: typeof import("...").limit;
 *     const top = counts.take(limit)
 *     let res4 = await (top.length)
 *     ;export { top, res4 };
 */
import type TS from 'typescript';
import { analyzeCell, type CellAnalysis } from './analyze-cell.js';
import type { Origin } from './cell.js';
import { withColumnOperators } from './column-operators.js';
import type { LanguageService } from './language-service.js';
import { parseCell, withoutShebang } from './parse-cell.js';
import { headerOf, type SessionName, type SessionNames } from './session-names.js';
import { EditedText } from './text-edits.js';

export interface CellSource {
  readonly text: string;
  readonly origin: Origin;
  readonly path: string;
}

export interface CheckedCell extends CellSource {
  readonly analysis: CellAnalysis;
  readonly isWrapped: boolean;
  readonly headerLength: number;
  /** Names of the header. */
  readonly names: readonly SessionName[];
  readonly resultName: string | undefined;
  readonly checkedText: string;
  readonly diagnostics: readonly TS.Diagnostic[];
  readonly file: TS.SourceFile;
  readonly program: TS.Program;
  /** From offsets of the checked module to those of the text. */
  readonly toOriginal: (offset: number) => number;
}

export type CheckOutcome =
  | { readonly state: 'incomplete' }
  | { readonly state: 'wrong'; readonly errors: readonly TS.Diagnostic[] }
  | { readonly state: 'checked'; readonly cell: CheckedCell };

const NAME_NOT_FOUND = new Set([2304, 2503, 2552, 18004]);

/** Not found, or found without declarations. */
const MODULE_NOT_FOUND = new Set([2307, 2792, 7016]);

/** Names that only @types/node knows fully; our short declarations may lack what a statement uses of them. */
const NODE_GLOBALS =
  /\b(?:Buffer|process|console|require|module|global|URL|URLSearchParams|TextEncoder|TextDecoder|AbortController|AbortSignal|performance|fetch|Headers|Request|Response|FormData|Blob|File|crypto|navigator|WebSocket|BroadcastChannel|MessageChannel|MessagePort|Event|EventTarget|ReadableStream|WritableStream|TransformStream|CompressionStream|DecompressionStream|WebAssembly|DOMException|NodeJS|set(?:Timeout|Interval|Immediate)|clear(?:Timeout|Interval|Immediate)|queueMicrotask|structuredClone|meta|gc)\b/;

export class CellChecker {
  constructor(
    readonly service: LanguageService,
    readonly names: SessionNames,
    readonly pathOfCell: (cell: number) => string,
  ) {}

  /** @param nextResult number of the first free `resN` */
  check(source: CellSource, nextResult: number): CheckOutcome {
    const parsed = parseCell(source.text);
    if (parsed.state === 'incomplete') return parsed;
    if (parsed.state === 'wrong') return { state: 'wrong', errors: parsed.errors };
    const analysis = analyzeCell(parsed);
    const text = withoutShebang(source.text);
    const own = new Set(analysis.definitions.map(({ name }) => name));
    const used = this.#namesFor(analysis, own);
    const resultName = analysis.result === undefined ? undefined : resultNameOf(nextResult + analysis.resultCount - 1, own);
    const edited = new EditedText(text, resultEdits(analysis, parsed.isWrapped, resultName));
    const exported = [
      ...new Set([
        ...analysis.definitions.filter(({ isExported }) => !isExported).map(({ name }) => name),
        ...(resultName === undefined ? [] : [resultName]),
      ]),
    ];
    const footer = `\n;export { ${exported.join(', ')} };`;
    const checkWith = (names: readonly SessionName[]) => {
      const header = headerOf(names, this.names.cellsAdding(text), analysis.assigned, this.pathOfCell);
      const checkedText = `${header}${edited.text}${footer}`;
      return { names, header, checkedText, diagnostics: this.service.check(source.path, checkedText) };
    };
    let checked = checkWith(used);
    if (checked.diagnostics.some(({ code }) => MODULE_NOT_FOUND.has(code))) {
      // It may have been installed or written since it was looked for.
      this.service.forgetResolutions();
      checked = checkWith(used);
    }
    if (checked.diagnostics.length > 0 && !this.service.hasNodeTypes && NODE_GLOBALS.test(text)) {
      this.service.addNodeTypes();
      checked = checkWith(used);
    }
    if (checked.diagnostics.some(({ code }) => NAME_NOT_FOUND.has(code))) {
      // With all names in sight the compiler knows which one was meant.
      const others = this.names.all().filter(({ name }) => !own.has(name) && !analysis.used.has(name));
      if (others.length > 0) checked = checkWith([...used, ...others]);
    }
    const { names, header, checkedText, diagnostics } = checked;
    const program = this.service.programOf(source.path);
    const file = program.getSourceFile(source.path)!;
    return {
      state: 'checked',
      cell: {
        ...source,
        text,
        analysis,
        isWrapped: parsed.isWrapped,
        headerLength: header.length,
        names,
        resultName,
        checkedText,
        diagnostics: withColumnOperators(asAssignmentErrors(diagnostics, names, file), program, file),
        file,
        program,
        toOriginal: offset => edited.toOriginal(Math.max(0, offset - header.length)),
      },
    };
  }

  #namesFor(analysis: CellAnalysis, own: ReadonlySet<string>): SessionName[] {
    const names: SessionName[] = [];
    for (const name of analysis.used) {
      const known = own.has(name) ? undefined : this.names.find(name);
      if (known !== undefined) names.push(known);
    }
    return names;
  }
}

/** The person may have named something `res3` themselves. */
function resultNameOf(number: number, own: ReadonlySet<string>): string {
  return own.has(`res${number}`) ? resultNameOf(number + 1, own) : `res${number}`;
}

function resultEdits({ result }: CellAnalysis, isWrapped: boolean, name: string | undefined) {
  if (result === undefined || name === undefined) return [];
  // `let` widens `3` to `number`; `await` makes the type that of what the promise gives.
  return [
    { start: result.start, end: result.start, text: `let ${name} = await (` },
    { start: result.end, end: result.end, text: isWrapped ? '\n)' : ')' },
  ];
}

const ASSIGNED_IMPORT = 2632;
const KIND_TO_ERROR: Readonly<Record<string, readonly [code: number, what: string]>> = {
  const: [2588, 'a constant'],
  class: [2629, 'a class'],
  enum: [2628, 'an enum'],
  function: [2630, 'a function'],
  namespace: [2631, 'a namespace'],
};

/** `k = 4` for a constant of an earlier cell: that it is imported is our doing. */
function asAssignmentErrors(diagnostics: readonly TS.Diagnostic[], names: readonly SessionName[], file: TS.SourceFile): TS.Diagnostic[] {
  return diagnostics.map(diagnostic => {
    const { code, start = 0, length = 0 } = diagnostic;
    if (code !== ASSIGNED_IMPORT) return diagnostic;
    const name = file.text.slice(start, start + length);
    const error = KIND_TO_ERROR[names.find(known => known.name === name)?.kind ?? ''];
    return error === undefined
      ? diagnostic
      : { ...diagnostic, code: error[0], messageText: `Cannot assign to '${name}' because it is ${error[1]}.` };
  });
}
