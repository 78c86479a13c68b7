/** XML as elements with attributes, children and text, in order; comments and instructions are read over. */
import type { Node } from '@xmldom/xmldom';
import type { XmlOptions } from './xml-options.js';
import { documentOf, XPathError } from './xpath.js';

export interface XmlElement {
  readonly name: string;
  /** With the prefix of the options before their names. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlElement[];
  /** The pieces of text between the children that are more than blanks. */
  readonly texts: readonly string[];
  /** As it stands inside its tags. */
  readonly inner: string;
}

/** Undefined: no XML. */
export function parseXml(text: string, options: XmlOptions): XmlElement | undefined {
  try {
    const root = documentOf(throughRoot(text)).documentElement;
    return root === null ? undefined : elementOf(root, options);
  } catch (error) {
    if (error instanceof XPathError) return undefined;
    throw error;
  }
}

/** Comments, CDATA, instructions, and tags with the slashes that make them close. */
const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>[]*\[[\s\S]*?\]\s*>|<[?!][^>]*>|<(\/?)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/g;

/**
 * The elements of a name that are inside of no other of that name, as texts. Where what stands around them is no XML, the last is
 * empty.
 */
export function* elementsOf(text: string, name: string, ignoreNamespace: boolean): Generator<string> {
  let start = -1;
  let depth = 0;
  let behind = 0;
  let hasEnded = false;
  const open: string[] = [];
  const isBadText = (piece: string) => (open.length === 0 ? piece.trim() !== '' : loneAmpersand.test(piece));
  for (const match of text.matchAll(markup)) {
    const [all, closes, closesItself] = match;
    const end = match.index + all.length;
    const isTag = closes !== undefined && closesItself !== undefined;
    if (start < 0) {
      if (isBadText(text.slice(behind, match.index))) return yield '';
      behind = end;
      if (!isTag) continue;
      const tag = /^<\/?([^\s/>]*)/.exec(all)![1]!;
      if (hasEnded || (closes !== '' && open.pop() !== tag)) return yield '';
      const isRow = (ignoreNamespace ? tag.slice(tag.indexOf(':') + 1) : tag) === name;
      if (closes !== '' || !isRow) {
        if (closes === '' && closesItself === '') open.push(tag);
        hasEnded = open.length === 0;
        continue;
      }
      start = match.index;
      depth = 0;
    } else if (!isTag) continue;
    depth += closes !== '' ? -1 : closesItself !== '' ? 0 : 1;
    if (depth > 0) continue;
    yield text.slice(start, end);
    behind = end;
    start = -1;
    hasEnded = open.length === 0;
  }
  if (start >= 0) yield text.slice(start);
  else if (isBadText(text.slice(behind))) yield '';
}

const loneAmpersand = /&(?!(?:#\d+|#x[\da-fA-F]+|[\w:.-]+);)/;

/** The text up to the end of its first element: Spark reads no further. */
function throughRoot(text: string): string {
  let depth = 0;
  for (const match of text.matchAll(markup)) {
    const [all, closes, closesItself] = match;
    if (closes === undefined || closesItself === undefined) continue;
    depth += closes !== '' ? -1 : closesItself !== '' ? 0 : 1;
    if (depth <= 0) return text.slice(0, match.index + all.length);
  }
  return text;
}

function elementOf(node: Node, options: XmlOptions): XmlElement {
  const attributes: (readonly [string, string])[] = [];
  const list = (node as unknown as { attributes: ArrayLike<{ name: string; value: string }> }).attributes;
  for (let i = 0; i < list.length && !options.excludeAttribute; i++) {
    attributes.push([options.attributePrefix + nameOf(list[i]!.name, options), trimmed(list[i]!.value, options)]);
  }
  const children: XmlElement[] = [];
  const texts: string[] = [];
  let inner = '';
  let open = '';
  const closeText = () => {
    if (open.trim() !== '') texts.push(trimmed(open, options));
    open = '';
  };
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    // 1 element, 3 text, 4 CDATA
    if (child.nodeType === 1) {
      closeText();
      children.push(elementOf(child, options));
      inner += String(child);
    } else if (child.nodeType === 3 || child.nodeType === 4) {
      open += child.nodeValue ?? '';
      inner += child.nodeValue ?? '';
    }
  }
  closeText();
  return { name: nameOf(node.nodeName, options), attributes, children, texts, inner: trimmed(inner, options) };
}

const nameOf = (name: string, { ignoreNamespace }: XmlOptions): string => (ignoreNamespace ? name.slice(name.indexOf(':') + 1) : name);

const trimmed = (text: string, { ignoreSurroundingSpaces }: XmlOptions): string => (ignoreSurroundingSpaces ? text.trim() : text);
