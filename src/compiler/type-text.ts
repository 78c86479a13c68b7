/** Types as text. */
import type TS from 'typescript';
import { ts } from './typescript.js';

const MAX_LENGTH = 1000;

export function typeText(checker: TS.TypeChecker, type: TS.Type): string {
  return cut(
    checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope),
  );
}

/** The type of a definition. `const k = 3` is of type `3`; what the person wants to read is `number`. */
export function definedTypeText(checker: TS.TypeChecker, type: TS.Type): string {
  const { freshType } = type as { freshType?: TS.Type };
  return typeText(checker, freshType === type ? checker.getBaseTypeOfLiteralType(type) : type);
}

/** The type with its alias and members written out, one level deep. */
export function expandedTypeText(checker: TS.TypeChecker, type: TS.Type): string {
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const text = checker.typeToString(type, undefined, flags);
  const properties = checker.getPropertiesOfType(type);
  const isPlain =
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    properties.length > 0 &&
    !checker.isArrayLikeType(type) &&
    type.getCallSignatures().length === 0;
  if (!isPlain) return cut(text);
  const members = properties
    .filter(property => !property.name.startsWith('__'))
    .map(property => {
      const mark = (property.flags & ts.SymbolFlags.Optional) === 0 ? '' : '?';
      const signature = checker.typeToString(checker.getTypeOfSymbol(property), undefined, flags);
      return `  ${property.name}${mark}: ${signature};`;
    });
  return `{\n${members.join('\n')}\n}`;
}

const cut = (text: string) => (text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 3)}...` : text);
