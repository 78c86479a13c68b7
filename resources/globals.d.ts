/**
 * The globals of Node that statements use most, for the prompt. They cost a few milliseconds where `@types/node` costs a third of a
 * second; it takes their place with the first import of a module of Node, or when a statement needs more than is here.
 */

interface Console {
  assert(condition?: boolean, ...data: any[]): void;
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  debug(...data: any[]): void;
  dir(item?: any, options?: any): void;
  error(...data: any[]): void;
  group(...data: any[]): void;
  groupEnd(): void;
  info(...data: any[]): void;
  log(...data: any[]): void;
  table(tabularData?: any, properties?: readonly string[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...data: any[]): void;
  trace(...data: any[]): void;
  warn(...data: any[]): void;
}
declare var console: Console;

declare namespace NodeJS {
  interface Timeout {
    hasRef(): boolean;
    ref(): this;
    refresh(): this;
    unref(): this;
    [Symbol.toPrimitive](): number;
  }
  interface Immediate {
    hasRef(): boolean;
    ref(): this;
    unref(): this;
  }
  interface MemoryUsage {
    rss: number;
    heapTotal: number;
    heapUsed: number;
    external: number;
    arrayBuffers: number;
  }
  interface ProcessEnv {
    [name: string]: string | undefined;
  }
  interface Process {
    readonly argv: string[];
    readonly execPath: string;
    readonly pid: number;
    readonly platform: string;
    readonly arch: string;
    readonly version: string;
    readonly versions: { readonly [name: string]: string | undefined; readonly node: string };
    env: ProcessEnv;
    exitCode: number | string | null | undefined;
    chdir(directory: string): void;
    cwd(): string;
    exit(code?: number | string | null): never;
    hrtime: { (time?: [number, number]): [number, number]; bigint(): bigint };
    memoryUsage(): MemoryUsage;
    nextTick(callback: (...args: any[]) => void, ...args: any[]): void;
    uptime(): number;
  }
}
declare var process: NodeJS.Process;

declare function setTimeout<Args extends any[]>(callback: (...args: Args) => void, delay?: number, ...args: Args): NodeJS.Timeout;
declare function setInterval<Args extends any[]>(callback: (...args: Args) => void, delay?: number, ...args: Args): NodeJS.Timeout;
declare function setImmediate<Args extends any[]>(callback: (...args: Args) => void, ...args: Args): NodeJS.Immediate;
declare function clearTimeout(timeout?: NodeJS.Timeout | string | number): void;
declare function clearInterval(timeout?: NodeJS.Timeout | string | number): void;
declare function clearImmediate(immediate?: NodeJS.Immediate): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: { transfer?: readonly any[] }): T;
declare function atob(data: string): string;
declare function btoa(data: string): string;

interface Performance {
  now(): number;
  readonly timeOrigin: number;
}
declare var performance: Performance;

declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(init?: string | Iterable<[string, string]> | Record<string, string> | URLSearchParams);
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  entries(): IterableIterator<[string, string]>;
  forEach(callback: (value: string, name: string, searchParams: URLSearchParams) => void): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  keys(): IterableIterator<string>;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}

declare class TextEncoder {
  readonly encoding: string;
  encode(input?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: any;
  throwIfAborted(): void;
}
declare var AbortSignal: { abort(reason?: any): AbortSignal; timeout(milliseconds: number): AbortSignal };
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}

interface Headers extends Iterable<[string, string]> {
  get(name: string): string | null;
  has(name: string): boolean;
  forEach(callback: (value: string, name: string) => void): void;
}
interface Response {
  readonly headers: Headers;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<any>;
  text(): Promise<string>;
}
interface RequestInit {
  method?: string;
  headers?: Record<string, string> | [string, string][] | Headers;
  body?: string | Uint8Array | ArrayBuffer | URLSearchParams | null;
  redirect?: 'error' | 'follow' | 'manual';
  signal?: AbortSignal | null;
}
declare function fetch(input: string | URL, init?: RequestInit): Promise<Response>;

type BufferEncoding = 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'utf-16le' | 'ucs2' | 'ucs-2' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'hex';
interface Buffer extends Uint8Array {
  equals(other: Uint8Array): boolean;
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  write(text: string, encoding?: BufferEncoding): number;
}
declare var Buffer: {
  alloc(size: number, fill?: string | number, encoding?: BufferEncoding): Buffer;
  byteLength(text: string, encoding?: BufferEncoding): number;
  concat(list: readonly Uint8Array[], totalLength?: number): Buffer;
  from(data: readonly number[] | ArrayBuffer | SharedArrayBuffer | Uint8Array): Buffer;
  from(text: string, encoding?: BufferEncoding): Buffer;
  isBuffer(value: unknown): value is Buffer;
};

declare var global: typeof globalThis;
declare var require: { (id: string): any; resolve(id: string): string };
declare var __filename: string;
declare var __dirname: string;

interface ImportMeta {
  readonly dirname: string;
  readonly filename: string;
  readonly url: string;
  resolve(specifier: string): string;
}
