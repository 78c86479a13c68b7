/** The progress bar of a long query, drawn from the sql thread while the driver waits: `[SQL 12:=====>            (43 %)]`. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConsoleProgress } from '../../../threads/protocol.js';
import { SharedConsole } from '../../../threads/shared-console.js';

/** A query gets a bar when it has run this long, as a stage does. */
const FIRST_DELAY_MS = 500;

/** Follows a query. @returns what ends the bar */
export function followQuery(connection: DuckDBConnection, id: number, { console, columns, updateIntervalMs }: ConsoleProgress): () => void {
  const terminal = new SharedConsole(console);
  const startMs = performance.now();
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    const ranMs = performance.now() - startMs;
    if (ranMs >= FIRST_DELAY_MS && !terminal.isTyping) terminal.drawBar(barText(id, percentage, ranMs, columns));
  }, updateIntervalMs);
  return () => {
    clearInterval(timer);
    if (terminal.hasBar) terminal.drawBar('');
  };
}

/** @param percentage below 0 when DuckDB does not know how much there is to read */
export function barText(id: number, percentage: number, ranMs: number, columns: number): string {
  const header = `[SQL ${id}:`;
  const tail = percentage < 0 ? `(${Math.floor(ranMs / 1000)} s)]` : `(${Math.floor(percentage)} %)]`;
  const cells = Math.max(0, columns - header.length - tail.length);
  const filled = percentage < 0 ? 0 : Math.min(cells, Math.floor((cells * percentage) / 100));
  return `${header}${'='.repeat(filled)}${filled < cells ? '>' : ''}${' '.repeat(Math.max(0, cells - filled - 1))}${tail}`;
}
