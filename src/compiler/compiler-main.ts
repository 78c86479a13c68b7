/** The compiler's thread: one session's names and language service, asked by the driver. */
import { serveSyncThread } from '../threads/sync-thread.js';
import { CellChecker } from './cell-checker.js';
import { CellCompiler } from './cell-compiler.js';
import { compileModule } from './compile-module.js';
import type { CompilerCalls, CompilerData, CompilerRequest } from './compiler-protocol.js';
import { LanguageService } from './language-service.js';
import { parseCell, splitStatements } from './parse-cell.js';
import { completionsAt, emittedOf, quickInfoAt, typeOf } from './queries.js';
import { cellPath, SessionNames } from './session-names.js';
import { writeCodeCache } from './typescript.js';

/** The cell of what the shell defines itself. */
const PRELOADED_CELL = 0;

const { data, serve } = serveSyncThread<CompilerData, CompilerRequest, unknown>();
const service = new LanguageService(data);
const names = new SessionNames();
const pathOfCell = (cell: number) => names.cell(cell)?.path ?? cellPath(data.cwd, cell);
const checker = new CellChecker(service, names, pathOfCell);
const compiler = new CellCompiler(checker);
const scratchPath = cellPath(data.cwd, -1);

function definePreloaded(): void {
  const typeNames = new Set(data.preloadedTypes);
  const values = data.preloaded.filter(({ name }) => !typeNames.has(name));
  const declarations = values.map(({ name, type }) => `export declare const ${name}: ${type};`);
  const types = data.preloadedTypes.length === 0 ? '' : `export { ${data.preloadedTypes.join(', ')} } from 'ts-spark-shell';`;
  const path = cellPath(data.cwd, PRELOADED_CELL);
  service.setFile(path, `${declarations.join('\n')}\n${types}\nexport {};`);
  names.add({ cell: PRELOADED_CELL, path, definitions: [], resultName: undefined });
  names.commit(PRELOADED_CELL, [...values.map(({ name }) => name), ...data.preloadedTypes], undefined);
}

const calls: CompilerCalls = {
  compile: request => compiler.compile({ type: 'compile', ...request }),
  commit: ({ cell, names: defined, lastResult }) => names.commit(cell, defined, lastResult),
  split: ({ text, origin }) =>
    splitStatements(text).map(({ start, end, complete }) => {
      const lead = /^\s*/.exec(text.slice(start, end))![0].length;
      const line = origin.line + (text.slice(0, start + lead).match(/\n/g)?.length ?? 0);
      return { text: text.slice(start + lead, end), origin: { ...origin, line }, complete };
    }),
  isIncomplete: ({ text }) => parseCell(text).state === 'incomplete',
  typeOf: ({ text, kind }) => typeOf(checker, scratchPath, text, kind),
  completionsAt: ({ text, offset }) => completionsAt(checker, scratchPath, text, offset),
  quickInfoAt: ({ text, offset }) => quickInfoAt(checker, scratchPath, text, offset),
  emittedOf: ({ name }) => emittedOf(checker, compiler, name),
  warnings: () => compiler.lastWarnings(),
  compileModule: ({ path, typecheck }) => compileModule(service, path, typecheck),
  reset: () => {
    names.clear();
    compiler.clear();
    definePreloaded();
  },
  close: () => {
    writeCodeCache();
    process.exit();
  },
};

definePreloaded();
// What the first statement needs is loaded and compiled before it is typed.
const warmUp = { cell: -2, text: 'const warm = [1].map(x => `${x}`).length; warm', origin: { file: '', line: 1 }, directory: data.cwd, nextResult: 0, settings: { typecheck: true, noImplicitAny: false } };
compiler.compile({ type: 'compile', ...warmUp, text: data.preloaded.some(({ name }) => name === 'sc') ? `${warmUp.text}; sc` : warmUp.text });
service.removeFile(cellPath(data.cwd, warmUp.cell));
serve(({ call, with: argument }) => (calls[call] as (argument: unknown) => unknown)(argument));
