/** xpath and its kin: XPath 1.0 over a document without namespaces, as the JDK evaluates it. */
import { DOMParser, type Node } from '@xmldom/xmldom';
import xpathEngine from 'xpath';

/** The text is no XML, or the path no XPath; the message says which. */
export class XPathError extends Error {
  override readonly name = 'XPathError';
}

export class XPath {
  readonly #expression: ReturnType<typeof xpathEngine.parse>;

  /** @throws XPathError */
  constructor(readonly path: string) {
    try {
      this.#expression = xpathEngine.parse(path);
    } catch (error) {
      throw new XPathError(`Invalid XPath '${path}'${error instanceof Error ? `: ${error.message}` : ''}`);
    }
  }

  /** xpath_string: the text of the first node. */
  string(xml: string): string {
    return this.#evaluate(xml).stringValue();
  }

  /** xpath_number and the typed ones; NaN when it is no number. */
  number(xml: string): number {
    return this.#evaluate(xml).numberValue();
  }

  boolean(xml: string): boolean {
    return this.#evaluate(xml).booleanValue();
  }

  /** xpath: the value of each node; an element has none. */
  nodes(xml: string): (string | null)[] {
    const result = this.#evaluate(xml) as { nodes?: () => unknown[] };
    if (typeof result.nodes !== 'function') throw new XPathError(`The XPath '${this.path}' gives no nodes`);
    return (this.#evaluate(xml) as unknown as { toArray(): Node[] }).toArray().map(node => node.nodeValue);
  }

  #evaluate(xml: string) {
    return this.#expression.evaluate({ node: documentOf(xml) as never });
  }
}

/** @throws XPathError */
export function documentOf(xml: string) {
  const problems: string[] = [];
  const parser = new DOMParser({
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
