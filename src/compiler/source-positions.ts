/** From places in the code that runs to places in what the person wrote, and stack traces that name only these. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ColumnMap } from './compiler-protocol.js';

export interface Position {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

interface Source {
  readonly firstLine: number;
  readonly lineCount: number;
  readonly columns: ColumnMap;
  readonly sourceMap: string | undefined;
}

type Tracer = (line: number, column: number) => { line: number; column: number } | undefined;

const require = createRequire(import.meta.url);
const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const OUR_CODE = ['dist/', 'src/', 'bin/', 'node_modules/'].map(folder => packageRoot + folder);

/** File name of the script that calls into a cell. */
export const EVALUATION = '<evaluation>';

export class SourcePositions {
  /** Several cells may come from one file, each from its own lines. */
  readonly #fileToSources = new Map<string, Source[]>();
  readonly #sourceToTracer = new WeakMap<Source, Tracer>();

  add(file: string, firstLine: number, lineCount: number, columns: ColumnMap, sourceMap?: string): void {
    const added: Source = { firstLine, lineCount, columns, sourceMap };
    // Loaded again, a file may have changed.
    const others = (this.#fileToSources.get(file) ?? []).filter(
      source => source.firstLine + source.lineCount <= firstLine || source.firstLine >= firstLine + lineCount,
    );
    this.#fileToSources.set(file, [...others, added]);
  }

  clear(): void {
    this.#fileToSources.clear();
  }

  knows(file: string): boolean {
    return this.#fileToSources.has(file);
  }

  map({ file, line, column }: Position): Position {
    const sources = this.#fileToSources.get(file);
    // Printed by TypeScript, a cell may have more lines than the person wrote.
    const source =
      sources?.findLast(({ firstLine, lineCount }) => firstLine <= line && line < firstLine + lineCount) ??
      sources?.findLast(({ firstLine, sourceMap }) => sourceMap !== undefined && firstLine <= line);
    if (source === undefined) return { file, line, column };
    let index = line - source.firstLine;
    let at = column - 1;
    if (source.sourceMap !== undefined) {
      const traced = this.#tracerOf(source, source.sourceMap)(index + 1, at);
      if (traced !== undefined) {
        index = traced.line - 1;
        at = traced.column;
      }
    }
    const columns = source.columns[index] ?? [];
    let shift = 0;
    let end = Number.POSITIVE_INFINITY;
    for (let pair = 0; pair < columns.length; pair += 2) {
      const [emitted, own] = [columns[pair]!, columns[pair + 1]!];
      if (emitted > at) {
        // Within what replaced the person's text nothing is further right than its end.
        end = own;
        break;
      }
      shift = own - emitted;
    }
    return { file, line: source.firstLine + index, column: Math.max(0, Math.min(at + shift, end)) + 1 };
  }

  /** A stack with the person's places, and without frames of Node and of ours. */
  mapStack(stack: string): string {
    const lines = stack.split('\n');
    const firstFrame = lines.findIndex(line => FRAME.test(line));
    if (firstFrame === -1) return stack;
    const frames: string[] = [];
    let lastOwn = 0;
    for (const line of lines.slice(firstFrame)) {
      const match = FRAME.exec(line);
      if (match === null) continue;
      const [, lead = '', place = '', tail = ''] = match;
      const position = POSITION.exec(place);
      if (position === null) {
        // `Array.map (<anonymous>)`: worth showing between frames of the person.
        if (!/Generator\.|^ *at new Promise/.test(lead)) frames.push(line);
        continue;
      }
      // Below the call into the cell stands whoever runs the session.
      if (position[1] === EVALUATION) break;
      const file = position[1]!.startsWith('file://') ? fileURLToPath(position[1]!) : position[1]!;
      if (!this.knows(file) && (file.startsWith('node:') || OUR_CODE.some(folder => file.startsWith(folder)))) {
        // What ours calls is ours.
        frames.length = lastOwn;
        continue;
      }
      const mapped = this.map({ file, line: Number(position[2]), column: Number(position[3]) });
      frames.push(`${lead}${mapped.file}:${mapped.line}:${mapped.column}${tail}`);
      lastOwn = frames.length;
    }
    return [...lines.slice(0, firstFrame), ...frames.slice(0, lastOwn)].join('\n');
  }

  #tracerOf(source: Source, sourceMap: string): Tracer {
    let tracer = this.#sourceToTracer.get(source);
    if (tracer === undefined) {
      const { TraceMap, originalPositionFor } = require('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping');
      const map = new TraceMap(sourceMap);
      tracer = (line, column) => {
        const found = originalPositionFor(map, { line, column });
        return found.line === null ? undefined : { line: found.line, column: found.column };
      };
      this.#sourceToTracer.set(source, tracer);
    }
    return tracer;
  }
}

/** `    at name (place)` or `    at place`. */
const FRAME = /^(\s+at (?:.* \()?)(.*?)(\)?)$/;
const POSITION = /^(.*):(\d+):(\d+)$/;
