/** What the readers and the writer of XML share. */

export interface XmlOptions {
  readonly attributePrefix: string;
  readonly valueTag: string;
  readonly nullValue: string | undefined;
  readonly excludeAttribute: boolean;
  readonly ignoreSurroundingSpaces: boolean;
  readonly rowTag: string;
  readonly arrayElementName: string;
}

export const defaultXmlOptions: XmlOptions = {
  attributePrefix: '_',
  valueTag: '_VALUE',
  nullValue: undefined,
  excludeAttribute: false,
  ignoreSurroundingSpaces: true,
  rowTag: 'ROW',
  arrayElementName: 'item',
};
