/** What the session knows by name, and which cell each name comes from. */
import { join } from 'node:path';
import type { DefinedName } from './analyze-cell.js';
import type { DefinitionKind } from './cell.js';

export interface SessionName {
  readonly name: string;
  /** The name in its cell: `res5` for `_`. */
  readonly original: string;
  readonly cell: number;
  readonly kind: DefinitionKind;
  readonly isAmbient: boolean;
}

/** A cell that was compiled; it stays for as long as names point to it. */
export interface KnownCell {
  readonly cell: number;
  readonly path: string;
  readonly definitions: readonly DefinedName[];
  readonly resultName: string | undefined;
}

export class SessionNames {
  readonly #nameToEntry = new Map<string, SessionName>();
  readonly #cellToKnown = new Map<number, KnownCell>();
  readonly #memberToCell = new Map<string, number>();
  #last: SessionName | undefined;

  add(cell: KnownCell): void {
    this.#cellToKnown.set(cell.cell, cell);
  }

  cell(cell: number): KnownCell | undefined {
    return this.#cellToKnown.get(cell);
  }

  /** Names of a cell exist from now on, and hide earlier ones. */
  commit(cell: number, names: readonly string[], lastResult: string | undefined): void {
    const known = this.#cellToKnown.get(cell);
    for (const name of names) {
      const defined = known?.definitions.find(definition => definition.name === name);
      this.#nameToEntry.set(name, { name, original: name, cell, kind: defined?.kind ?? 'const', isAmbient: defined?.isAmbient ?? false });
    }
    if (lastResult !== undefined) this.#last = { name: '_', original: lastResult, cell, kind: 'const', isAmbient: false };
  }

  /** Members that a cell adds to types of others. */
  addMembers(cell: number, members: readonly string[]): void {
    for (const member of members) this.#memberToCell.set(member, cell);
  }

  /** Cells that add a member which the text has a word of; all that add one, when there is no text. */
  cellsAdding(text?: string): number[] {
    const found = [...this.#memberToCell].filter(([member]) => text === undefined || new RegExp(`\\b${member}\\b`).test(text));
    return [...new Set(found.map(([, cell]) => cell))];
  }

  find(name: string): SessionName | undefined {
    return this.#nameToEntry.get(name) ?? (name === '_' ? this.#last : undefined);
  }

  all(): SessionName[] {
    const names = [...this.#nameToEntry.values()];
    return this.#last === undefined || this.#nameToEntry.has('_') ? names : [...names, this.#last];
  }

  clear(): void {
    this.#nameToEntry.clear();
    this.#cellToKnown.clear();
    this.#memberToCell.clear();
    this.#last = undefined;
  }
}

/** Where the module of a cell lies: beside the person's files, so that its relative imports mean theirs. */
export const cellPath = (directory: string, cell: number): string => join(directory, `ts-spark-shell-cell-${cell}.ts`);

/** The header of a cell: names of earlier cells, each imported from the cell that defines it now. One line.
 *  An assigned variable is declared instead, since nobody may assign an import.
 *  @param augmenting cells of which only what they add to types of others is wanted */
export function headerOf(
  names: readonly SessionName[],
  augmenting: readonly number[],
  assigned: ReadonlySet<string>,
  pathOfCell: (cell: number) => string,
): string {
  const cellToImports = new Map<number, string[]>();
  let declarations = '';
  for (const { name, original, cell, kind } of names) {
    if (assigned.has(name) && (kind === 'let' || kind === 'var')) {
      declarations += `declare let ${name}: typeof import(${moduleName(pathOfCell(cell))}).${original}; `;
    } else {
      const imports = cellToImports.get(cell) ?? [];
      imports.push(name === original ? name : `${original} as ${name}`);
      cellToImports.set(cell, imports);
    }
  }
  const imports = [...cellToImports].map(([cell, list]) => `import { ${list.join(', ')} } from ${moduleName(pathOfCell(cell))}; `);
  const augmentations = augmenting.map(cell => `import type {} from ${moduleName(pathOfCell(cell))}; `);
  return `${imports.join('')}${augmentations.join('')}${declarations}\n`;
}

const moduleName = (path: string) => JSON.stringify(path.replace(/\.ts$/, ''));
