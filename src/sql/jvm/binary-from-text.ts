/** Bytes from the text that `spark.sql.binaryOutputStyle` gives them; undefined where the text is of another style. */
type BinaryFromText = (text: string) => Uint8Array | undefined;

const hexBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
const inBrackets = /^\[(.*)\]$/;

/** @param separator what stands between bytes. @param byte the text of one */
function listOf(separator: RegExp, byte: RegExp, radix: number): BinaryFromText {
  return text => {
    const parts = inBrackets.exec(text)?.[1]?.split(separator);
    return parts?.every(part => byte.test(part)) ? Uint8Array.from(parts, part => Number.parseInt(part, radix)) : undefined;
  };
}

const discreteHex = listOf(/ /, /^[0-9a-f]{2}$/i, 16);

const styles: Readonly<Record<string, BinaryFromText>> = {
  'UTF-8': text => new Uint8Array(Buffer.from(text)),
  BASIC: listOf(/\s*,\s*/, /^-?\d{1,3}$/, 10),
  BASE64: text => (/^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 !== 1 ? new Uint8Array(Buffer.from(text, 'base64')) : undefined),
  HEX: text => (/^[0-9a-f]+$/i.test(text) ? hexBytes(text) : undefined),
  HEX_DISCRETE: text => (text === '[]' ? new Uint8Array() : discreteHex(text)),
};

export const binaryFromText = (style: string | undefined): BinaryFromText => styles[style?.toUpperCase() ?? ''] ?? styles.HEX_DISCRETE!;
