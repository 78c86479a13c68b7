/** All functions by their names and aliases, in lower case. */
import { aggFuncs } from './agg-funcs.js';
import { arrayFuncs } from './array-funcs.js';
import { conditionalFuncs } from './conditional-funcs.js';
import { conversionFuncs } from './conversion-funcs.js';
import type { FunctionRecord } from './function-record.js';
import { internalFuncs } from './internal-funcs.js';
import { mathFuncs } from './math-funcs.js';
import { operatorFuncs } from './operator-funcs.js';
import { predicateFuncs } from './predicate-funcs.js';
import { stringFuncs } from './string-funcs.js';
import { structFuncs } from './struct-funcs.js';
import { windowFuncs } from './window-funcs.js';

const groups: readonly (readonly FunctionRecord[])[] = [
  operatorFuncs,
  internalFuncs,
  predicateFuncs,
  conditionalFuncs,
  conversionFuncs,
  mathFuncs,
  stringFuncs,
  arrayFuncs,
  structFuncs,
  aggFuncs,
  windowFuncs,
];

const functions: ReadonlyMap<string, FunctionRecord> = new Map(
  groups.flat().flatMap(record => [record.name, ...(record.aliases ?? [])].map(name => [name, record] as const)),
);

/** @param name in lower case */
export const findFunction = (name: string): FunctionRecord | undefined => functions.get(name);

/** Names and records of all functions that SQL can name. */
export const builtinFunctions = (): readonly (readonly [name: string, record: FunctionRecord])[] =>
  [...functions].filter(([, { group }]) => group !== 'internal');
