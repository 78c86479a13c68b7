/** The tables of the HyperLogLog++ paper: raw estimates and by how much they were off, by precision from 4 on. */
import { readFileSync } from 'node:fs';

interface BiasTables {
  readonly raw: readonly (readonly number[])[];
  readonly bias: readonly (readonly number[])[];
  /** Below these, counting empty registers is the better estimate. */
  readonly threshold: readonly number[];
}

const FILE = new URL('../../../resources/hyper-log-log.json', import.meta.url);

/** Read when first needed: most applications never do. */
const read: { tables?: BiasTables } = {};
export const biasTables = (): BiasTables => (read.tables ??= JSON.parse(readFileSync(FILE, 'utf8')) as BiasTables);
