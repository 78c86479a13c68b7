/** What the compiler's thread does: one session's names and language service, asked by the driver. */
import { CellChecker } from './cell-checker.js';
import { CellCompiler } from './cell-compiler.js';
import { compileModule } from './compile-module.js';
import type { CompileRequest, CompileResponse, CompilerCalls, CompilerData } from './compiler-protocol.js';
import { exportedNames } from './exported-names.js';
import { LanguageService, partOfPackage } from './language-service.js';
import { parseCell, splitStatements } from './parse-cell.js';
import { completionsAt, emittedOf, quickInfoAt, typeOf } from './queries.js';
import { cellPath, SessionNames } from './session-names.js';
import { writeCodeCache } from './typescript.js';

/** Long enough for a script of a few lines to be over. */
const CACHE_DELAY_MS = 3000;

export function createCompilerService(data: CompilerData): CompilerCalls {
  const service = new LanguageService(data);
  const names = new SessionNames();
  const pathOfCell = (cell: number) => names.cell(cell)?.path ?? cellPath(data.cwd, cell);
  const checker = new CellChecker(service, names, pathOfCell);
  const compiler = new CellCompiler(checker);
  const scratchPath = cellPath(data.cwd, -1);

  const definePreloaded = () => {
    // A name of an earlier one wins.
    for (const each of data.preloaded.toReversed()) {
      const path = cellPath(data.cwd, each.cell);
      const [text, defined] =
        'name' in each
          ? [`export declare const ${each.name}: ${each.type};`, [each.name]]
          : [
              `export ${each.names === undefined ? '*' : `{ ${each.names.join(', ')} }`} from '${each.module}';`,
              each.names ?? exportedNames(partOfPackage(each.module, data.packageTypes)),
            ];
      service.setFile(path, `${text}\nexport {};`);
      names.add({ cell: each.cell, path, definitions: [], resultName: undefined });
      names.commit(each.cell, defined, undefined);
      if ('members' in each) names.addMembers(each.cell, each.members);
    }
  };

  /** What the first statement needs is loaded and compiled before it is typed. */
  const warmUp = () => {
    const cell = -2;
    const sc = names.find('sc') === undefined ? '' : 'sc; ';
    const text = `${sc}const warm = [1].map((x: number) => \`${'$'}{x}\`).length; warm`;
    compiler.compile({
      type: 'compile',
      cell,
      text,
      origin: { file: '<warm-up>', line: 1 },
      directory: data.cwd,
      nextResult: 0,
      settings: { typecheck: true, noImplicitAny: false },
    });
    service.removeFile(cellPath(data.cwd, cell));
    compiler.clear();
  };

  definePreloaded();
  warmUp();
  // A session that is killed never comes to `close`.
  setTimeout(writeCodeCache, CACHE_DELAY_MS).unref();

  return {
    compile: request => compileOrExplain(compiler, request),
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
    sourceOf: ({ name }) => compiler.sourceOf(name),
    preloadedNames: () =>
      data.preloaded.map(({ cell }) => ({
        cell,
        names: names
          .all()
          .filter(each => each.cell === cell)
          .map(({ name }) => name),
      })),
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
}

/** A statement may be nested more deeply than the compiler's stack. */
function compileOrExplain(compiler: CellCompiler, request: Omit<CompileRequest, 'type'>): CompileResponse {
  try {
    return compiler.compile({ type: 'compile', ...request });
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error;
    const { text, origin } = request;
    const tooDeep = {
      category: 'error' as const,
      code: 2321,
      message: 'The statement is nested too deeply to be compiled.',
      file: origin.file,
      line: origin.line,
      column: 1,
      length: 1,
    };
    return { status: 'rejected', resultCount: 0, diagnostics: [{ ...tooDeep, lineText: text.split('\n', 1)[0]! }] };
  }
}
