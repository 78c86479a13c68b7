/** `Task not serializable`: the chain of names from a function to what cannot leave this thread, and a way out. */
import { SparkError } from '../errors/spark-error.js';
import type { SourceLocation } from './captured.js';

/** One step from an object to another that it reaches. */
export type Step =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly key: string | number }
  | { readonly kind: 'class'; readonly name: string }
  /** `.get("a")`, or words: `its parent class`. */
  | { readonly kind: 'part'; readonly text: string };

/** How the walk came to an object: the functions on the way are where a line of the message ends. */
export interface Way {
  readonly from?: Way;
  readonly step?: Step;
  /** The object that has this one as its property. */
  readonly owner?: object;
  /** Set when the object is a function: `the function ... (place)`. */
  title?: () => string;
  /** The file of a function. */
  file?: string;
}

export class Refusal extends Error {
  constructor(
    readonly way: Way,
    readonly reason: string,
    readonly wayOut: string,
  ) {
    super(reason);
  }
}

export const waysOut = {
  makeInside: 'make it inside the function; with mapPartitions, once for a partition.',
  copyFirst: 'copy what the function needs to a constant before, and use that.',
} as const;

/** @param root what could not be sent, as the message's first line names it */
export function taskNotSerializable({ way, reason, wayOut }: Refusal, root: string): SparkError {
  const lines = [`Task not serializable: ${root}`];
  const steps: Way[] = [];
  for (let at: Way | undefined = way; at?.from; at = at.from) steps.unshift(at);
  let expression = '';
  for (const [i, { step, title }] of steps.entries()) {
    const isLast = i === steps.length - 1;
    const lead = `  ${lines.length > 1 ? 'which ' : ''}${lines.length > 1 || root.startsWith('the function') ? 'uses' : 'holds'} `;
    if (step!.kind === 'class') {
      const what = isLast ? `\`${step!.name}\`: ${reason}` : (title?.() ?? `\`${step!.name}\``);
      lines.push(`${lead}${expression === '' ? 'an' : `${quoted(expression)}, an`} instance of ${what}`);
      expression = '';
      continue;
    }
    expression = extend(expression, step!);
    if (isLast) lines.push(`${lead}${quoted(expression)}, ${reason}`);
    else if (title) {
      lines.push(`${lead}${quoted(expression)}, ${title()}`);
      expression = '';
    }
  }
  if (steps.length === 0) lines.push(`  is ${reason}`);
  lines.push(`  Way out: ${wayOut}`);
  return new SparkError('SparkException', lines.join('\n'));
}

const quoted = (expression: string) => (expression.startsWith('its ') ? expression : `\`${expression}\``);

function extend(expression: string, step: Exclude<Step, { kind: 'class' }>): string {
  if (step.kind === 'variable') return step.name;
  if (step.kind === 'part') return `${expression}${step.text}`;
  if (typeof step.key === 'number') return `${expression}[${step.key}]`;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step.key))
    return `${expression}[${step.key.startsWith('Symbol(') ? step.key : JSON.stringify(step.key)}]`;
  return expression === '' ? `.${step.key}` : `${expression}.${step.key}`;
}

const titleLength = 60;

/** The function's text on one line, cut short, without the names of the cells that hold its variables, and its place. */
export function titleOf(text: string, location: SourceLocation | undefined, isClass: boolean, name: string): string {
  const place = location ? ` (${location.file}:${location.line}:${location.column})` : '';
  if (isClass) return `the class \`${name || 'class'}\`${place}`;
  const line = personText(text).replace(/\s+/g, ' ').trim();
  return `the function \`${line.length > titleLength ? `${line.slice(0, titleLength - 4)} ...` : line}\`${place}`;
}

/** `$cell3.limit` is how the shell's compiler writes a name of an earlier statement; it leaves blanks where a type stood. */
export const personText = (text: string) =>
  text
    .replace(/\$cell\d+[._$]/g, '')
    .replace(/(?<=[\w$)\]}]) {2,}(?=[),])/g, '')
    .replace(/(?<=[\w$)\]}]) {2,}(?==|\{)/g, ' ');
