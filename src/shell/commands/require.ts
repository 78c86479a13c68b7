import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import { UsageError } from '../../errors/spark-error.js';
import { pathOf } from './arguments.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';
import { moduleNameOf } from './module-name.js';

const moduleEnding = /^\.([cm]?[jt]sx?|json)$/;

export const require: Command = {
  name: 'require',
  args: '<path>',
  summary: 'add a package or a file on the driver and the executors',
  help: `A package (found from the working directory) or a .ts, .js or .json file is imported under a name made of its own; functions that
run on executors may use it. Any other file is sent to the executors: SparkFiles.get finds it.`,
  examples: [[':require lodash', "Added '/home/me/node_modules/lodash/lodash.js' to classpath.\nimport * as lodash from 'lodash'"]],
  complete: completeFilePath,
  async run(shell, args) {
    const path = pathOf(args);
    const isFile = args !== '' && existsSync(path) && extname(path) !== '';
    const found = isFile ? resolve(path) : resolvePackage(path);
    if (found === undefined) throw new UsageError(`Cannot load '${path}'`);
    if (isFile && !moduleEnding.test(extname(path))) shell.sc.addFile(found);
    shell.print(`Added '${found}' to classpath.`);
    if (!isFile || moduleEnding.test(extname(path))) {
      const specifier = isFile ? found : path;
      await shell.runText(`import * as ${moduleNameOf(path)} from '${specifier}'`);
    }
  },
};

function resolvePackage(name: string): string | undefined {
  try {
    return createRequire(resolve('index.js')).resolve(name);
  } catch {
    return undefined;
  }
}
