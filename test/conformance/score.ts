/** Counts of a suite, and how they print. */
import type { Scenario } from './scenario.js';
import type { Verdict } from './verdict.js';

const figures = {
  rows: 'rows',
  types: 'names and types',
  nullability: 'nullability',
  error: 'errors (condition)',
  sqlState: 'errors (SQLSTATE)',
} as const;

export class Score {
  readonly #counts = new Map<string, { right: number; of: number }>();
  readonly #problems = new Map<string, { count: number; example: string }>();
  #crashes = 0;
  #steps = 0;
  #scenarios = { right: 0, of: 0 };

  add(scenario: Scenario, verdicts: readonly Verdict[]): void {
    scenario.steps.forEach((step, i) => {
      if (step.replay) return;
      const verdict = verdicts[i]!;
      this.#steps++;
      if (verdict.crash) this.#crashes++;
      if (step.kind === 'query') for (const figure of keysOf(figures)) this.#count(figures[figure], verdict[figure]);
      else this.#count('setup', verdict.passes);
      if (verdict.problem !== undefined) this.#note(verdict.problem, scenario.name);
    });
    this.#scenarios.of++;
    if (verdicts.every(({ passes }) => passes)) this.#scenarios.right++;
  }

  get text(): string {
    const line = (name: string, { right, of }: { right: number; of: number }) =>
      `  ${name.padEnd(22)}${of === 0 ? '-' : `${((100 * right) / of).toFixed(2)} %`.padStart(9)}  ${right}/${of}`;
    const problems = [...this.#problems].sort(([, a], [, b]) => b.count - a.count).slice(0, 20);
    return [
      ...[...Object.values(figures), 'setup'].map(name => line(name, this.#counts.get(name) ?? { right: 0, of: 0 })),
      line('whole scenarios', this.#scenarios),
      `  crashes               ${this.#crashes}/${this.#steps}`,
      ...(problems.length === 0 ? [] : ['  most frequent failures']),
      ...problems.map(([problem, { count, example }]) => `  ${String(count).padStart(5)}  ${problem}   (${example})`),
    ].join('\n');
  }

  #count(name: string, right: boolean | undefined): void {
    if (right === undefined) return;
    const count = this.#counts.get(name) ?? { right: 0, of: 0 };
    this.#counts.set(name, { right: count.right + Number(right), of: count.of + 1 });
  }

  /** What differs only in names and numbers is counted together. */
  #note(problem: string, example: string): void {
    const key = problem
      .split('\n')[0]!
      .replace(/`[^`]*`/g, '`…`')
      .replace(/"[^"]*"/g, '"…"')
      .replace(/'[^']*'/g, "'…'")
      .replace(/\d+/g, 'N')
      .slice(0, 150);
    const noted = this.#problems.get(key);
    if (noted === undefined) this.#problems.set(key, { count: 1, example });
    else noted.count++;
  }
}

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as K[];
