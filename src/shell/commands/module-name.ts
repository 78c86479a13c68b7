/** The name that a module gets in the session: `@scope/word-count` -> `wordCount`, `lib/my.model.ts` -> `myModel`. */
export function moduleNameOf(specifier: string): string {
  const base = specifier
    .split('/')
    .at(-1)!
    .replace(/\.[cm]?[jt]sx?$|\.json$/, '');
  const name = base.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `_${name}`;
}
