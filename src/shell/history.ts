/** What was typed, across sessions. A multi-line input is one entry. */
import { appendFileSync, chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const maxEntries = 10_000;

export class History {
  /** Oldest first, this session's own among them. */
  readonly entries: string[];
  #path: string | undefined;

  /** @param path a file to keep the entries in, readable by its owner only; without one they end with the session */
  constructor(path?: string) {
    this.#path = path;
    this.entries = path === undefined ? [] : this.#load(path);
  }

  add(entry: string): void {
    const text = entry.trimEnd();
    if (text.trim() === '' || text === this.entries.at(-1)) return;
    this.entries.push(text);
    if (this.#path === undefined) return;
    // At once, so that a session that is killed loses nothing; appended, so that two sessions do not overwrite each other.
    this.#tryTo(() => appendFileSync(this.#path!, `${encode(text)}\n`, { mode: 0o600 }));
  }

  #load(path: string): string[] {
    let text = '';
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) return [];
      // A device such as /dev/null is a way to say no; its mode is not ours to change.
      if (!found.isFile()) throw new Error(`${path} is not a file`);
      text = readFileSync(path, 'utf8');
    } catch {
      this.#path = undefined;
      return [];
    }
    const all = text.split('\n').filter(line => line !== '');
    const kept = all.slice(-maxEntries);
    if (all.length > maxEntries * 1.5) this.#tryTo(() => writeFileSync(path, `${kept.join('\n')}\n`, { mode: 0o600 }));
    this.#tryTo(() => chmodSync(path, 0o600));
    return kept.map(decode);
  }

  /** A history that cannot be written is kept in memory: typing must not fail for it. */
  #tryTo(write: () => void): void {
    try {
      write();
    } catch {
      this.#path = undefined;
    }
  }
}

const encode = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\r', '').replaceAll('\n', '\\n');
const decode = (line: string) => line.replace(/\\(n|\\)/g, (_, code: string) => (code === 'n' ? '\n' : '\\'));
