import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';

export interface PipeOptions<T> {
  /** Variables of the command's environment, besides the executor's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called before the rows: writes lines that the command reads first. */
  readonly printPipeContext?: (print: (line: string) => void) => void;
  /** Writes the lines of a row. A row is one line when this is left out. */
  readonly printRDDElement?: (row: T, print: (line: string) => void) => void;
  /** Each task runs the command in an empty directory of its own. */
  readonly separateWorkingDir?: boolean;
  readonly encoding?: BufferEncoding;
}

/** @param command a program and its arguments; a text is cut at white space, no shell reads it */
export function pipe<T>(rdd: RDD<T>, command: string | readonly string[], options: PipeOptions<T>): RDD<string> {
  const words = typeof command === 'string' ? command.split(/\s+/).filter(word => word !== '') : command;
  requirement(words.length > 0, 'pipe needs a command');
  const { printPipeContext, printRDDElement, env = {}, separateWorkingDir = false, encoding = 'utf8' } = options;
  return rdd.derive({
    ...narrow(
      rdd,
      'pipe',
      writer => ({
        kind: 'mapPartitions',
        parent: rdd.id,
        f: builtin(
          'pipe',
          { command: words, env, separateWorkingDir, encoding },
          printPipeContext && writer.fn(printPipeContext),
          printRDDElement && writer.fn(printRDDElement),
        ),
      }),
      { closures: [printPipeContext, printRDDElement].filter(f => f !== undefined) },
    ),
    className: 'PipedRDD',
  });
}
