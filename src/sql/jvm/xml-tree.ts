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

const markup = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<(\/?)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/g;

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
    attributes.push([options.attributePrefix + list[i]!.name, trimmed(list[i]!.value, options)]);
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
  return { name: node.nodeName, attributes, children, texts, inner: trimmed(inner, options) };
}

const trimmed = (text: string, { ignoreSurroundingSpaces }: XmlOptions): string => (ignoreSurroundingSpaces ? text.trim() : text);
