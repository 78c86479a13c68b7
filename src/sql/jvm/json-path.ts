/** get_json_object, json_tuple, json_object_keys and json_array_length: they read JSON without a schema, as Hive did. */
import { defaultJsonOptions, type JsonNode, JsonSyntaxError, parseJson } from './json-parser.js';
import { compactJson } from './json-writer.js';

type Step =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'items' }
  | { readonly kind: 'index'; readonly index: number };

/** `$.a['b'][0][*].*`, with blanks before its parts; undefined: no path. */
export function parseJsonPath(path: string): readonly Step[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  const step = /\s*(?:\.\*|\['\*'\]|\.\s*([^.[\s][^.[]*)|\['\s*([^'?\s][^'?]*)'\]|\[\s*(\*|\d+)\s*\])/y;
  step.lastIndex = 1;
  while (path.slice(step.lastIndex).trim() !== '') {
    const match = step.exec(path);
    if (match === null) return undefined;
    const name = match[1] ?? match[2];
    if (name !== undefined) steps.push({ kind: 'named', name });
    else if (match[3] === undefined) steps.push({ kind: 'wildcard' });
    else steps.push(match[3] === '*' ? { kind: 'items' } : { kind: 'index', index: Number(match[3]) });
  }
  return steps;
}

const hiveOptions = { ...defaultJsonOptions, allowNonNumericNumbers: false, allowUnquotedControlChars: true };

/** undefined for what is no JSON. */
export function parseHiveJson(text: string): JsonNode | undefined {
  try {
    return parseJson(text, hiveOptions);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** null where the path leads nowhere, or the text is no JSON. */
export function getJsonObject(text: string, steps: readonly Step[]): string | null {
  const root = parseHiveJson(text);
  if (root === undefined) return null;
  const found = evaluate(root, steps, 0, 'raw');
  return found.length === 0 ? null : found.join('');
}

/** Strings stand bare, quoted, or quoted with arrays taken apart. */
type Style = 'raw' | 'quoted' | 'flatten';

/** @returns the texts that the path finds; several only where arrays are taken apart */
function evaluate(node: JsonNode, steps: readonly Step[], at: number, style: Style): string[] {
  const step = steps[at];
  if (step === undefined) {
    if (node.kind === 'string' && style === 'raw') return [node.value];
    if (node.kind === 'array' && style === 'flatten') return node.items.flatMap(item => evaluate(item, steps, at, style));
    return [compactJson(node)];
  }
  if (node.kind === 'object') {
    // The first field that leads somewhere is the answer. A wildcard is read, and matches no field: so it is in Spark.
    for (const [name, value] of node.fields) {
      if (step.kind !== 'named' || step.name !== name || value.kind === 'null') continue;
      const found = evaluate(value, steps, at + 1, style);
      if (found.length > 0) return found;
    }
    return [];
  }
  if (node.kind !== 'array') return [];
  if (step.kind === 'index') {
    const item = node.items[step.index];
    if (item === undefined) return [];
    return evaluate(item, steps, at + 1, steps[at + 1]?.kind === 'items' ? 'quoted' : style);
  }
  if (step.kind !== 'items') return [];
  const inside = (from: number, childStyle: Style) => node.items.flatMap(item => evaluate(item, steps, from, childStyle));
  if (steps[at + 1]?.kind === 'items') {
    const found = inside(at + 2, 'flatten');
    return found.length === 0 ? [] : [`[${found.join(',')}]`];
  }
  if (style === 'quoted') {
    const found = inside(at + 1, 'quoted');
    return found.length === 0 ? [] : [`[${found.join(',')}]`];
  }
  const groups = node.items
    .map(item => evaluate(item, steps, at + 1, style === 'raw' ? 'quoted' : 'flatten'))
    .filter(group => group.length > 0);
  const joined = groups.flat().join(',');
  // One match stands without brackets, as Hive has it.
  return groups.length === 0 ? [] : [groups.length === 1 ? joined : `[${joined}]`];
}

/** json_tuple: the fields of the object by name, the last of equal names left out; null for each that is not there. */
export function jsonTuple(text: string, names: readonly string[]): (string | null)[] {
  const root = parseHiveJson(text);
  const values: (string | null)[] = names.map(() => null);
  if (root?.kind !== 'object') return values;
  for (const [name, value] of root.fields) {
    names.forEach((wanted, index) => {
      if (wanted === name && value.kind !== 'null') values[index] = value.kind === 'string' ? value.value : compactJson(value);
    });
  }
  return values;
}

/** null when the text is no object. */
export function jsonObjectKeys(text: string): string[] | null {
  const root = parseHiveJson(text);
  return root?.kind === 'object' ? root.fields.map(([name]) => name) : null;
}

/** null when the text is no array. */
export function jsonArrayLength(text: string): number | null {
  const root = parseHiveJson(text);
  return root?.kind === 'array' ? root.items.length : null;
}
