/** Trees that Apache Spark has printed, and how ours are compared with them: but for the numbers of columns. */
import { readFileSync } from 'node:fs';

export type Section = 'Parsed' | 'Analyzed' | 'Optimized';
export const sections: readonly Section[] = ['Parsed', 'Analyzed', 'Optimized'];

export const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** By what was asked. */
export const recordedIn = (name: string): readonly { readonly asked: string; readonly text: string }[] =>
  textOf(name)
    .split('###### ')
    .slice(1)
    .map(part => ({ asked: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));

/** Undefined where Spark refuses the query. */
export function sectionOf(text: string, section: Section): string | undefined {
  const heading = `== ${section} Logical Plan ==\n`;
  const start = text.indexOf(heading);
  if (start < 0) return undefined;
  const [tree = ''] = text.slice(start + heading.length).split('\n== ');
  return tree.includes('AnalysisException') ? undefined : numbered(tree);
}

/** Columns, subqueries and definitions numbered as they are met. */
function numbered(text: string): string {
  const numbers = new Map<string, number>();
  return text
    .trimEnd()
    .replace(/file:\S*\/(\w+)/g, 'file:/warehouse/$1')
    .replace(/rand\(-?\d+\)/g, 'rand(7)')
    .replace(/(?<=CTERelation(?:Def|Ref) )\d+|#\d+/g, id => {
      if (!numbers.has(id)) numbers.set(id, numbers.size);
      return `#${numbers.get(id)}`;
    });
}
