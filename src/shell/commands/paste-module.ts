/** `:paste -raw`: the text becomes a module of its own, with its own scope, imported into the session. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Shell } from '../shell.js';
import { moduleNameOf } from './module-name.js';

/** @param path of the file that holds the text; without one it was typed. */
export async function importPasted(shell: Shell, text: string, path: string | undefined): Promise<boolean> {
  const file = path === undefined ? writeModule(text) : resolve(path);
  const name = path === undefined ? freeName(shell, 'pasted') : moduleNameOf(path);
  return shell.runCell(`import * as ${name} from '${file}'`, shell.nextCell());
}

function freeName({ interpreter }: Shell, prefix: string): string {
  const taken = new Set(interpreter.definitions().map(({ name }) => name));
  for (let n = 1; ; n++) if (!taken.has(prefix + n)) return prefix + n;
}

/** The compiler reads the file again for later inputs, so that it lives as long as the process; packages are found as from the working directory. */
function writeModule(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ts-spark-shell-paste-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const nearest = createRequire(resolve('index.js'))
    .resolve.paths('x')
    ?.find(candidate => existsSync(candidate));
  if (nearest) symlinkSync(nearest, join(folder, 'node_modules'));
  const file = join(folder, 'pasted.ts');
  writeFileSync(file, text);
  return file;
}
