/** The logo and the versions: the head of the banner, and what `--version` prints. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SPARK_VERSION } from '../context/version.js';

/** The version in a package's own file: loading TypeScript itself would cost the prompt half a second. */
const versionIn = (path: string | URL) => (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;

const packageVersion = () => versionIn(new URL('../../package.json', import.meta.url));
const typescriptVersion = () => versionIn(createRequire(import.meta.url).resolve('typescript/package.json'));

export function logo(): string {
  const spark = SPARK_VERSION.split('.').slice(0, 2).join('.');
  return String.raw`Welcome to
      ____              __
     / __/__  ___ _____/ /__
    _\ \/ _ \/ _ ${'`'}/ __/  '_/
   /___/ .__/\_,_/_/ /_/\_\   ts-spark-shell ${packageVersion()}, Spark ${spark}
      /_/
`;
}

export const languageLine = () => `Using TypeScript ${typescriptVersion()} (Node ${process.versions.node})`;

export const versionText = () => `${logo()}\n${languageLine()}\nType --help for more information.\n`;
