import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { UsageError } from '../../errors/spark-error.js';
import { pathOf } from './arguments.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';
import { moduleNameOf } from './module-name.js';

export const require: Command = {
  name: 'require',
  args: '<path>',
  summary: 'add a package or a file on the driver and the executors',
  help: `Imports a package (found from the working directory), or a .ts, .js or .json file, under a name made of its own. Functions that
run on executors may use it.`,
  examples: [[':require lodash', "Added '/home/me/node_modules/lodash/lodash.js' to classpath.\nimport * as lodash from 'lodash'"]],
  complete: completeFilePath,
  async run(shell, args) {
    const path = pathOf(args);
    const file = isCode(path) && existsSync(path) ? resolve(path) : undefined;
    const found = file ?? resolvePackage(path);
    if (found === undefined) throw new UsageError(`Cannot load '${path}'`);
    shell.print(`Added '${found}' to classpath.`);
    await shell.runText(`import * as ${moduleNameOf(path)} from '${file ?? path}'`);
  },
};

const isCode = (path: string) => /^\.([cm]?[jt]sx?|json)$/.test(extname(path));

function resolvePackage(name: string): string | undefined {
  if (name === '') return undefined;
  const { resolve: resolveModule } = createRequire(resolve('index.js'));
  try {
    return resolveModule(name);
  } catch {
    // It may be there for `import` only.
    const folders = /^[./]/.test(name) ? [] : (resolveModule.paths(name) ?? []);
    return folders.map(folder => join(folder, name)).find(folder => existsSync(join(folder, 'package.json')));
  }
}
