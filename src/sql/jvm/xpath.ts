/** xpath and its kin: XPath 1.0 over a document without namespaces, as the JDK evaluates it. */
import { DOMParser, type Node } from '@xmldom/xmldom';
import xpathEngine from 'xpath';

// The package has a parser of expressions that its declarations leave out.
interface XPathResult {
  readonly toArray?: () => Node[];
  stringValue(): string;
  numberValue(): number;
  booleanValue(): boolean;
}
interface XPathParser {
  parse(path: string): { evaluate(options: { readonly node: unknown }): unknown };
}

/** The text is no XML, or the path no XPath; the message says which. */
export class XPathError extends Error {
  override readonly name = 'XPathError';
}

export class XPath {
  #expression: ReturnType<XPathParser['parse']> | undefined;

  /** A mistake in the path shows with the first document. */
  constructor(readonly path: string) {}

  /** xpath_string: the text of the first node. An empty document gives null, here and below. */
  string(xml: string): string | null {
    const result = this.#evaluate(xml);
    return result === undefined ? null : result.stringValue();
  }

  /** xpath_number and the typed ones; NaN when it is no number. */
  number(xml: string): number | null {
    const result = this.#evaluate(xml);
    if (result === undefined) return null;
    if (result.toArray === undefined) return result.numberValue();
    const text = result.stringValue();
    return /^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN;
  }

  boolean(xml: string): boolean | null {
    const result = this.#evaluate(xml);
    return result === undefined ? null : result.booleanValue();
  }

  /** xpath: the value of each node; an element has none. */
  nodes(xml: string): (string | null)[] | null {
    const result = this.#evaluate(xml);
    if (result === undefined) return null;
    if (result.toArray === undefined) throw new XPathError(`The XPath '${this.path}' gives no nodes`);
    return result.toArray().map(node => node.nodeValue);
  }

  #parsed(): ReturnType<XPathParser['parse']> {
    try {
      return (xpathEngine as unknown as XPathParser).parse(this.path);
    } catch (error) {
      throw new XPathError(`Invalid XPath '${this.path}'${error instanceof Error ? `: ${error.message}` : ''}`);
    }
  }

  #evaluate(xml: string): XPathResult | undefined {
    if (xml === '' || this.path === '') return undefined;
    this.#expression ??= this.#parsed();
    const node = documentOf(xml);
    withoutNamespaces(node);
    try {
      return this.#expression.evaluate({ node }) as XPathResult;
    } catch (error) {
      // A prefix that nothing declares: the JDK finds no node.
      if (error instanceof Error && error.message.startsWith('Cannot resolve QName')) return noNodes;
      throw new XPathError(`The XPath '${this.path}' cannot be evaluated: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** Spark's parser knows no namespaces: names are compared without prefixes. */
function withoutNamespaces(node: Node): void {
  (node as { namespaceURI: string | null }).namespaceURI = null;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) withoutNamespaces(child);
}

const noNodes: XPathResult = { toArray: () => [], stringValue: () => '', numberValue: () => Number.NaN, booleanValue: () => false };

/** Prefixes need no declaration. @throws XPathError */
export function documentOf(xml: string) {
  const problems: string[] = [];
  const prefixes = new Set(Array.from(xml.matchAll(/[<\s/]([^\s<>/="':]+):/g), ([, prefix]) => prefix!));
  const parser = new DOMParser({
    xmlns: Object.fromEntries([...prefixes].filter(prefix => !prefix.startsWith('xml')).map(prefix => [prefix, prefix])),
    onError: (level, message) => {
      if (level !== 'warning') problems.push(String(message));
    },
  });
  try {
    const document = parser.parseFromString(xml, 'text/xml');
    if (problems.length > 0) throw new XPathError(`Invalid XML document: ${problems[0]}`);
    return document;
  } catch (error) {
    if (error instanceof XPathError) throw error;
    throw new XPathError(`Invalid XML document: ${error instanceof Error ? error.message : String(error)}`);
  }
}
