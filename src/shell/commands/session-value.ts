/** Gives a value that a command made to the session, typed, through an input that is not recorded. */
import type { CellRules, Shell } from '../shell.js';

const handover = Symbol.for('ts-spark-shell.handover');

/** Whether a text of the session is such an input: nobody typed it. */
export const isHandover = (text: string) => text.includes(handover.description!);

/**
 * @param statement the input, with `VALUE` where the value stands
 * @param type of the value, as TypeScript text
 */
export async function runWithValue(shell: Shell, statement: string, value: unknown, type: string, rules?: CellRules): Promise<void> {
  // A cell reaches what is not of the session through the global object only; the value is there while the cell runs.
  Object.defineProperty(globalThis, handover, { value, configurable: true });
  const text = statement.replace('VALUE', () => `(Reflect.get(globalThis, Symbol.for('${handover.description}')) as ${type})`);
  try {
    await shell.runCell(text, shell.nextCell(), rules);
  } finally {
    Reflect.deleteProperty(globalThis, handover);
  }
}
