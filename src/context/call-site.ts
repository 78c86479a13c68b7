/** Where the person called us: the first frame outside this package. */
import { fileURLToPath } from 'node:url';

const OUR_FILES = fileURLToPath(new URL('..', import.meta.url));

export interface CallSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The position is that of the JavaScript that runs; whoever prints it maps it to TypeScript. */
export function findCallSite(): CallSite | undefined {
  const prepare = Error.prepareStackTrace;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 16;
  Error.prepareStackTrace = (_, frames) => frames;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.captureStackTrace(holder, findCallSite);
  const frames = holder.stack ?? [];
  Error.prepareStackTrace = prepare;
  Error.stackTraceLimit = limit;
  for (const frame of frames) {
    const name = frame.getFileName();
    if (name === null || name === undefined || name.startsWith('node:')) continue;
    const file = name.startsWith('file:') ? fileURLToPath(name) : name;
    if (file.startsWith(OUR_FILES)) continue;
    return { file, line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 0 };
  }
  return undefined;
}
