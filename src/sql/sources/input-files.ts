/** The files that a plan reads. */
import { pathToFileURL } from 'node:url';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { listFiles, sourceOptionsOf } from './file-listing.js';

export function inputFilesOf(plan: TypedPlan): string[] {
  if (plan.kind === 'scan') return listFiles(plan.paths, sourceOptionsOf(plan.options)).map(file => pathToFileURL(file.path).href);
  const children =
    plan.kind === 'join' ? [plan.left, plan.right] : plan.kind === 'setOperation' ? plan.inputs : 'input' in plan ? [plan.input] : [];
  return [...new Set(children.flatMap(inputFilesOf))];
}
