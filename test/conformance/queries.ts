/** The statements that Apache Spark was asked, as `queries/<topic>.sql` has them. `record.py` reads the same. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Queries {
  readonly name: string;
  readonly conf: Record<string, string>;
  readonly statements: string[];
  /** Why our answer to a statement differs from Spark's, when it is known that it does; by the statement's number. */
  readonly fails: Map<number, string>;
}

const at = (name: string) => new URL(name, import.meta.url);

export const topics = (): string[] =>
  readdirSync(at('queries/'))
    .filter(name => name.endsWith('.sql'))
    .map(name => name.slice(0, -'.sql'.length));

export const answersOf = (topic: string): URL => at(`answers/${topic}.jsonl`);

export function queriesOf(topic: string): Queries[] {
  const found: Queries[] = [];
  let lines: string[] = [];
  for (const line of readFileSync(at(`queries/${topic}.sql`), 'utf8').split('\n')) {
    const [, word, rest = ''] = /^--(NAME|SET|ANY-ROWS|FAILS)\b ?(.*)/.exec(line) ?? [];
    const last = found.at(-1);
    if (word === 'NAME') found.push({ name: rest.trim(), conf: {}, statements: [], fails: new Map() });
    else if (word === 'SET') last!.conf[rest.slice(0, rest.indexOf('=')).trim()] = rest.slice(rest.indexOf('=') + 1).trim();
    else if (word === 'FAILS') last!.fails.set(last!.statements.length, rest.trim());
    else if (word === undefined && (lines.length > 0 || (line.trim() !== '' && !line.startsWith('--')))) {
      lines.push(line);
      if (line.trimEnd().endsWith(';')) {
        last!.statements.push(lines.join('\n').trimEnd().slice(0, -1));
        lines = [];
      }
    }
  }
  return found;
}
