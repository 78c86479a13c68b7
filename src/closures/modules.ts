/** Functions, classes and objects that belong to Node or to an installed package. They travel as `require(specifier)` and a path of names. */
import { builtinModules, createRequire } from 'node:module';
import { types } from 'node:util';
import { ownData } from './own-data.js';

export interface ModuleReference {
  /** `node:path`, or the absolute path of the file that Node resolved. */
  readonly specifier: string;
  /** As the person would name it, for messages. */
  readonly name: string;
  /** From the module's exports to the object. */
  readonly path: readonly string[];
  /** The object is the module's ES namespace. */
  readonly namespace: boolean;
}

const inPackage = /[\\/]node_modules[\\/]/;
const nodeRequire = createRequire(import.meta.url);

export class Modules {
  private readonly references = new Map<unknown, ModuleReference>();
  private readonly seen = new Set<string>();
  private cachedCount = 0;
  private builtinCount = 0;

  register(specifier: string, resolvedPath: string, namespace: object): void {
    const target = specifier.startsWith('node:') || resolvedPath === '' ? specifier : resolvedPath;
    this.index(target, specifier, namespace);
    const exported = (namespace as { default?: unknown }).default;
    if (types.isModuleNamespaceObject(namespace) && exported !== null && typeof exported === 'object')
      this.index(target, specifier, exported, ['default']);
  }

  /** `scripts` of Node itself are called `node:...`. */
  find(value: object): ModuleReference | undefined {
    this.refresh();
    return this.references.get(value) ?? this.findNamespace(value);
  }

  /** Node's `require` of some file, or the one that the shell gives to the person's own modules. */
  isRequire(value: Function): boolean {
    return (
      typeof (value as NodeJS.Require).resolve === 'function' &&
      (value.name === 'require' || (value as NodeJS.Require).cache === nodeRequire.cache)
    );
  }

  /** A namespace made by `import * as fs` stands for the exports that it holds as `default`. */
  private findNamespace(value: object): ModuleReference | undefined {
    if (!types.isModuleNamespaceObject(value)) return undefined;
    const held = this.references.get((value as { default?: unknown }).default);
    return held && held.path.length === 0 ? { ...held, namespace: true } : undefined;
  }

  private refresh(): void {
    const loaded = (process as { moduleLoadList?: readonly string[] }).moduleLoadList ?? [];
    if (loaded.length !== this.builtinCount) {
      this.builtinCount = loaded.length;
      const isLoaded = new Set(loaded.map(entry => entry.replace('NativeModule ', '')));
      for (const name of builtinModules) {
        // Those with an underscore are deprecated, and so are these two.
        if (this.seen.has(name) || name.startsWith('_') || name === 'punycode' || name === 'sys' || !isLoaded.has(name)) continue;
        this.seen.add(name);
        this.index(`node:${name}`, `node:${name}`, nodeRequire(`node:${name}`) as object);
      }
    }
    const files = Object.keys(nodeRequire.cache);
    if (files.length === this.cachedCount) return;
    this.cachedCount = files.length;
    for (const file of files) {
      const module = nodeRequire.cache[file];
      if (this.seen.has(file) || !module?.loaded || !inPackage.test(file)) continue;
      this.seen.add(file);
      this.index(file, file.slice(file.lastIndexOf('node_modules') + 13), module.exports as unknown);
    }
  }

  private index(specifier: string, name: string, exports: unknown, path: readonly string[] = []): void {
    const add = (value: unknown, at: readonly string[], depth: number) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
      // Plain data is not worth a reference: it may be a value that the person handed to the package.
      if (typeof value === 'object' && at.length > 0 && at.at(-1) !== 'prototype' && !holdsFunction(value)) return;
      if (!this.references.has(value))
        this.references.set(value, { specifier, name, path: at, namespace: types.isModuleNamespaceObject(value) });
      if (depth === 0 || types.isProxy(value)) return;
      for (const [key, inner] of ownData(value)) if (key !== 'constructor') add(inner, [...at, key], depth - 1);
    };
    add(exports, path, 2);
  }
}

function holdsFunction(value: object): boolean {
  if (types.isProxy(value)) return false;
  for (const [, inner] of ownData(value)) if (typeof inner === 'function') return true;
  return false;
}
