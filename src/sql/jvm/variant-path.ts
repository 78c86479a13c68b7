/** The paths of variant_get: `$`, then `.name`, `['name']`, `["name"]` and `[123]`. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';

export type VariantStep = string | number;

/** @throws SparkError INVALID_VARIANT_GET_PATH */
export function parseVariantPath(path: string, functionName: string): VariantStep[] {
  const fail = () =>
    sparkErrorOf('INVALID_VARIANT_GET_PATH', { path, functionName: `\`${functionName}\`` }, { name: 'SparkRuntimeException' });
  if (!path.startsWith('$')) throw fail();
  const steps: VariantStep[] = [];
  const step = /\.([^.[]+)|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) throw fail();
    const name = match[1] ?? match[2] ?? match[3];
    if (name === undefined && Number(match[4]) > 2 ** 31 - 1) throw fail();
    steps.push(name ?? Number(match[4]));
  }
  return steps;
}
