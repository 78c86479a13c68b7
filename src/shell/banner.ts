/** What a session says before its first prompt. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SparkContext } from '../context/spark-context.js';

/** The version in a package's own file: loading TypeScript itself would cost the prompt half a second. */
const versionIn = (path: string | URL) => (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;

export const shellVersion = () => versionIn(new URL('../../package.json', import.meta.url));
const typescriptVersion = () => versionIn(createRequire(import.meta.url).resolve('typescript/package.json'));

/** The Spark that names, semantics and messages are those of. */
const sparkVersion = '4.3';

export function logo(): string {
  return String.raw`Welcome to
      ____              __
     / __/__  ___ _____/ /__
    _\ \/ _ \/ _ ${'`'}/ __/  '_/
   /___/ .__/\_,_/_/ /_/\_\   ts-spark-shell ${shellVersion()}, Spark ${sparkVersion}
      /_/
`;
}

export const languageLine = () => `Using TypeScript ${typescriptVersion()} (Node ${process.versions.node})`;

export function banner(): string {
  return `${logo()}
${languageLine()}
Type in expressions to have them evaluated. Type :help for more information, :quit to leave.
`;
}

export function contextLines(sc: Pick<SparkContext, 'uiWebUrl' | 'master' | 'applicationId'>): string {
  const lines = sc.uiWebUrl === undefined ? [] : [`Spark context Web UI available at ${sc.uiWebUrl}`];
  lines.push(`Spark context available as 'sc' (master = ${sc.master}, app id = ${sc.applicationId}).`, `Spark session available as 'spark'.`, '');
  return lines.join('\n');
}
