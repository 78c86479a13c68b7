/** Java's properties format, which spark-defaults.conf is written in: `key value`, `key=value` or `key: value`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors/spark-error.js';

/** The file of default properties: in SPARK_CONF_DIR, else in SPARK_HOME/conf; undefined when there is none. */
export function defaultsFile(env: NodeJS.ProcessEnv): string | undefined {
  const folder = env.SPARK_CONF_DIR || (env.SPARK_HOME && join(env.SPARK_HOME, 'conf'));
  const path = folder && join(folder, 'spark-defaults.conf');
  return path && existsSync(path) ? path : undefined;
}

/** @throws UsageError when the file cannot be read */
export function readProperties(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the properties file ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
  return parseProperties(text);
}

export function parseProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const line of logicalLines(text)) {
    const [, key = '', value = ''] = /^((?:\\.|[^\\\s=:])*)\s*[=:]?\s*([\s\S]*)$/.exec(line) ?? [];
    if (key !== '') properties[withoutEscapes(key)] = withoutEscapes(value).trimEnd();
  }
  return properties;
}

/** Lines without comments; a backslash at the end joins the next one. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trimStart();
    if (open === '' && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const isContinued = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    open += isContinued ? line.slice(0, -1) : line;
    if (isContinued) continue;
    lines.push(open);
    open = '';
  }
  return open === '' ? lines : [...lines, open];
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f' };

function withoutEscapes(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, code: string) =>
    code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
  );
}
