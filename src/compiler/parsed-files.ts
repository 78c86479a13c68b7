/**
 * Parsed files for the one language service there is. TypeScript's own registry drops what the current program does not hold, so that
 * a file would be parsed again each time a cell comes back to it; and it reads the comments of the standard library, which is a third
 * of the first check.
 */
import type TS from 'typescript';
import { ts } from './typescript.js';

const LIB = /\/typescript\/lib\/lib\.[^/]*\.d\.ts$/;

export function createParsedFiles(): TS.DocumentRegistry {
  const pathToFile = new Map<string, TS.SourceFile & { version?: string }>();
  const acquire = (
    name: string,
    path: string,
    snapshot: TS.IScriptSnapshot,
    version: string,
    kind: TS.ScriptKind | undefined,
    options: TS.ScriptTarget | TS.CreateSourceFileOptions | undefined,
  ) => {
    const known = pathToFile.get(path);
    if (known?.version === version) return known;
    const asked = typeof options === 'object' ? options : { languageVersion: options ?? ts.ScriptTarget.ESNext };
    const parsing = LIB.test(name) ? { ...asked, jsDocParsingMode: ts.JSDocParsingMode.ParseNone } : asked;
    const file = ts.createLanguageServiceSourceFile(name, snapshot, parsing, version, false, kind);
    pathToFile.set(path, file);
    return file;
  };
  return {
    acquireDocument: (name, _settings, snapshot, version, kind, options) => acquire(name, name, snapshot, version, kind, options),
    acquireDocumentWithKey: (name, path, _settings, _key, snapshot, version, kind, options) =>
      acquire(name, path, snapshot, version, kind, options),
    updateDocument: (name, _settings, snapshot, version, kind, options) => acquire(name, name, snapshot, version, kind, options),
    updateDocumentWithKey: (name, path, _settings, _key, snapshot, version, kind, options) =>
      acquire(name, path, snapshot, version, kind, options),
    getKeyForCompilationSettings: () => '' as TS.DocumentRegistryBucketKey,
    releaseDocument: () => {},
    releaseDocumentWithKey: () => {},
    reportStats: () => `${pathToFile.size} files`,
  };
}
