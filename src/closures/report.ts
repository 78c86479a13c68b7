/** What `:closure f` prints: the variables that a function would take along, or why it cannot be sent. */
import { SparkError } from '../errors/spark-error.js';
import type { ClosureCapturer } from './capture.js';
import { personText } from './refusal.js';

export interface ClosureReport {
  /** The function's text without the names of cells. */
  readonly text: string;
  readonly place: string | undefined;
  readonly variables: readonly { readonly name: string; readonly kind: string; readonly bytes: number | undefined }[];
  /** Bytes of the whole; variables that share objects count them once here. */
  readonly bytes: number | undefined;
  /** `Task not serializable: ...` */
  readonly refusal: string | undefined;
}

export function reportClosure(fn: Function, capturer: ClosureCapturer): ClosureReport {
  let refusal: string | undefined;
  const bytesOf = (measure: () => { readonly bytes: number }): number | undefined => {
    try {
      return measure().bytes;
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      refusal ??= error.message;
      return undefined;
    }
  };
  const bytes = bytesOf(() => capturer.capture(fn));
  const { location, variables } = capturer.variablesOf(fn);
  return {
    text: personText(Function.prototype.toString.call(fn)),
    place: location && `${location.file}:${location.line}:${location.column}`,
    variables: variables.map(({ name, value }) => ({ name, kind: kindOf(value), bytes: bytesOf(() => capturer.captureValue(value)) })),
    bytes,
    refusal,
  };
}

export function printReport({ text, place, variables, bytes, refusal }: ClosureReport): string {
  const lines = [`${text}${place === undefined ? '' : `  (${place})`}`];
  const widthOf = (cells: readonly string[]) => Math.max(0, ...cells.map(cell => cell.length));
  const nameWidth = widthOf(variables.map(variable => variable.name));
  const kindWidth = widthOf(variables.map(variable => variable.kind));
  if (variables.length === 0 && refusal === undefined) lines.push('  captures nothing');
  for (const { name, kind, bytes: size } of variables) {
    lines.push(`  ${name.padEnd(nameWidth)}  ${kind.padEnd(kindWidth)}  ${size === undefined ? 'cannot be sent' : `${size} bytes`}`);
  }
  if (bytes !== undefined) lines.push(`  ${bytes} bytes in all`);
  if (refusal !== undefined) lines.push(refusal);
  return lines.join('\n');
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'function') return /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return `array of ${value.length}`;
  const made = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)?.constructor;
  const name = typeof made === 'function' ? made.name : 'Object';
  const size = value instanceof Map || value instanceof Set ? ` of ${value.size}` : '';
  return name === 'Object' ? 'object' : `${name}${size}`;
}
