/** All functions by their names and aliases, in lower case. */
import { aggFuncs } from './agg-funcs.js';
import { arrayFuncs } from './array-funcs.js';
import { binByFuncs } from './bin-by-func.js';
import { bitwiseFuncs } from './bitwise-funcs.js';
import { collectionFuncs } from './collection-funcs.js';
import { conditionalFuncs } from './conditional-funcs.js';
import { conversionFuncs } from './conversion-funcs.js';
import { csvFuncs } from './csv-funcs.js';
import { datetimeFuncs } from './datetime-funcs.js';
import { externalFormatFuncs } from './external-format-funcs.js';
import type { FunctionRecord } from './function-record.js';
import { generatorFuncs } from './generator-funcs.js';
import { hashFuncs } from './hash-funcs.js';
import { internalFuncs } from './internal-funcs.js';
import { intervalArithmeticFuncs } from './interval-arithmetic.js';
import { intervalFuncs } from './interval-funcs.js';
import { jsonFuncs } from './json-funcs.js';
import { lambdaFuncs } from './lambda-funcs.js';
import { likeFuncs } from './like-funcs.js';
import { mapFuncs } from './map-funcs.js';
import { mathFuncs } from './math-funcs.js';
import { miscFuncs } from './misc-funcs.js';
import { nanosTimestampFuncs } from './nanos-timestamp-funcs.js';
import { operatorFuncs } from './operator-funcs.js';
import { predicateFuncs } from './predicate-funcs.js';
import { sketchFuncs } from './sketch-funcs.js';
import { stFuncs } from './st-funcs.js';
import { stringFuncs } from './string-funcs.js';
import { structFuncs } from './struct-funcs.js';
import { tableFuncs } from './table-funcs.js';
import { timeArithmeticFuncs } from './time-arithmetic.js';
import { timeBucketFuncs } from './time-bucket-func.js';
import { timeFuncs } from './time-funcs.js';
import { timeWindowFuncs } from './time-window-funcs.js';
import { urlFuncs } from './url-funcs.js';
import { userFuncs } from './user-funcs.js';
import { variantFuncs } from './variant-funcs.js';
import { vectorFuncs } from './vector-funcs.js';
import { windowFuncs } from './window-funcs.js';
import { xmlFuncs } from './xml-funcs.js';

const groups: readonly (readonly FunctionRecord[])[] = [
  operatorFuncs,
  likeFuncs,
  urlFuncs,
  miscFuncs,
  hashFuncs,
  bitwiseFuncs,
  internalFuncs,
  userFuncs,
  predicateFuncs,
  conditionalFuncs,
  conversionFuncs,
  datetimeFuncs,
  mathFuncs,
  stringFuncs,
  arrayFuncs,
  structFuncs,
  aggFuncs,
  windowFuncs,
  collectionFuncs,
  generatorFuncs,
  csvFuncs,
  jsonFuncs,
  xmlFuncs,
  variantFuncs,
  externalFormatFuncs,
  lambdaFuncs,
  mapFuncs,
  sketchFuncs,
  stFuncs,
  tableFuncs,
  timeFuncs,
  timeWindowFuncs,
  timeBucketFuncs,
  binByFuncs,
  nanosTimestampFuncs,
  timeArithmeticFuncs,
  intervalFuncs,
  intervalArithmeticFuncs,
  vectorFuncs,
];

const functions: ReadonlyMap<string, FunctionRecord> = new Map(
  groups.flat().flatMap(record => [record.name, ...(record.aliases ?? [])].map(name => [name, record] as const)),
);

/** @param name in lower case */
export const findFunction = (name: string): FunctionRecord | undefined => functions.get(name);

/** Names and records of all functions that SQL can name. */
export const builtinFunctions = (): readonly (readonly [name: string, record: FunctionRecord])[] =>
  [...functions].filter(([, { group }]) => group !== 'internal');
