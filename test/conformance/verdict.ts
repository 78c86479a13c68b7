/** What our answer to a step is, beside Spark's. */
import type { Step } from './scenario.js';

export interface Answer {
  readonly schema?: unknown;
  readonly show?: string;
  readonly thrown?: unknown;
}

/** A figure is absent where Spark's answer does not ask for it. */
export interface Verdict {
  /** All that counts for the step is right. */
  readonly passes: boolean;
  readonly rows?: boolean;
  readonly types?: boolean;
  readonly nullability?: boolean;
  readonly error?: boolean;
  readonly sqlState?: boolean;
  /** An error that is not Spark's: a bug of ours. */
  readonly crash: boolean;
  /** What is wrong, in a line. */
  readonly problem?: string;
}

const nullabilityKeys = ['nullable', 'containsNull', 'valueContainsNull'];

/** A schema's JSON in one order of keys, without metadata, and with or without the nullability. */
function canonical(json: unknown, withNullability: boolean): unknown {
  if (Array.isArray(json)) return json.map(each => canonical(each, withNullability));
  if (typeof json !== 'object' || json === null) return json;
  return Object.entries(json)
    .filter(([key]) => key !== 'metadata' && (withNullability || !nullabilityKeys.includes(key)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, canonical(value, withNullability)]);
}

const sameSchema = (a: unknown, b: unknown, withNullability: boolean) =>
  JSON.stringify(canonical(a, withNullability)) === JSON.stringify(canonical(b, withNullability));

/** A table without the empty lines below it; when order does not count, with its rows sorted. */
function table(text: string, ordered: boolean): string {
  const lines = text.trimEnd().split('\n');
  return (ordered ? lines : [...lines.slice(0, 3), ...lines.slice(3).sort()]).join('\n');
}

export function verdictOf(step: Step, answer: Answer): Verdict {
  const isError = 'error' in step;
  if ('thrown' in answer) {
    const { condition, sqlState, text } = told(answer.thrown);
    const crash = condition === undefined && !(isError && step.error === null && isSparks(answer.thrown));
    if (!isError) return { ...absent(step), passes: false, crash, problem: `${crash ? 'CRASH ' : ''}${text}` };
    const error = step.error === null ? !crash : condition === step.error;
    return {
      passes: error,
      error,
      sqlState: (sqlState ?? null) === step.sqlState,
      crash,
      ...(!error && { problem: `${crash ? 'CRASH ' : ''}instead of ${step.error}: ${text}` }),
    };
  }
  if (isError) return { passes: false, error: false, sqlState: false, crash: false, problem: `instead of ${step.error}: a result` };
  if (step.kind === 'setup') return { passes: true, crash: false };
  const types = sameSchema(step.schema, answer.schema, false);
  const nullability = types && sameSchema(step.schema, answer.schema, true);
  const rows = step.deterministic === false ? undefined : table(answer.show!, step.ordered) === table(step.show!, step.ordered);
  const wrong = [...(types ? [] : ['types']), ...(rows === false ? ['rows'] : []), ...(nullability || !types ? [] : ['nullability'])];
  return {
    passes: wrong.length === 0,
    types,
    nullability,
    ...(rows !== undefined && { rows }),
    crash: false,
    ...(wrong.length > 0 && { problem: `other ${wrong.join(' and ')}` }),
  };
}

/** The verdict on a step that no answer came to. */
export const lost = (step: Step, problem: string): Verdict => ({
  ...('error' in step ? { error: false, sqlState: false } : absent(step)),
  passes: false,
  crash: true,
  problem: `CRASH ${problem}`,
});

const absent = (step: Step) =>
  step.kind === 'setup' ? {} : { types: false, nullability: false, ...(step.deterministic !== false && { rows: false }) };

const isSparks = (thrown: unknown) =>
  thrown instanceof Error && ![TypeError, RangeError, ReferenceError, SyntaxError].some(type => thrown instanceof type);

function told(thrown: unknown): { condition?: string; sqlState?: string; text: string } {
  const text = String((thrown as Error)?.message ?? thrown);
  if (!isSparks(thrown)) return { text: `${(thrown as Error)?.name}: ${text}` };
  const { condition, sqlState } = thrown as { condition?: string; sqlState?: string };
  return { text, ...(condition !== undefined && { condition }), ...(sqlState !== undefined && { sqlState }) };
}
