/** The character sets of encode and decode. */

export const charsetNames = ['iso-8859-1', 'us-ascii', 'utf-16', 'utf-16be', 'utf-16le', 'utf-32', 'utf-8'] as const;
export type Charset = (typeof charsetNames)[number];

export const charsetOf = (name: string): Charset | undefined => charsetNames.find(each => each === name.toLowerCase());

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), littleEndian);
  return bytes;
}

/** undefined: the set lacks one of the characters. */
export function encodeText(text: string, charset: Charset): Uint8Array | undefined {
  switch (charset) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'iso-8859-1':
      return /^[\0-\xff]*$/.test(text) ? new Uint8Array(Buffer.from(text, 'latin1')) : undefined;
    case 'us-ascii':
      return /^[\0-\x7f]*$/.test(text) ? new Uint8Array(Buffer.from(text, 'latin1')) : undefined;
    case 'utf-16':
      return utf16(text, false, true);
    case 'utf-16be':
      return utf16(text, false, false);
    case 'utf-16le':
      return utf16(text, true, false);
    case 'utf-32': {
      const points = Array.from(text, character => character.codePointAt(0)!);
      const bytes = new Uint8Array(points.length * 4);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < points.length; i++) view.setUint32(i * 4, points[i]!);
      return bytes;
    }
  }
}

/** undefined: the bytes are no text of the set. */
export function decodeText(bytes: Uint8Array, charset: Charset): string | undefined {
  switch (charset) {
    case 'iso-8859-1':
      return Buffer.from(bytes).toString('latin1');
    case 'us-ascii':
      return bytes.every(byte => byte < 128) ? Buffer.from(bytes).toString('latin1') : undefined;
    case 'utf-8':
      return decodeStrictly(bytes, 'utf-8');
    case 'utf-16be':
      return decodeStrictly(bytes, 'utf-16be');
    case 'utf-16le':
      return decodeStrictly(bytes, 'utf-16le');
    case 'utf-16': {
      const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
      const isMarked = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff);
      return decodeStrictly(isMarked ? bytes.subarray(2) : bytes, isLittle ? 'utf-16le' : 'utf-16be');
    }
    case 'utf-32': {
      if (bytes.length % 4 !== 0) return undefined;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const isLittle = bytes.length > 0 && view.getUint32(0) === 0xfffe0000;
      const points = Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4, isLittle));
      if (points[0] === 0xfeff) points.shift();
      return points.some(point => point > 0x10ffff) ? undefined : String.fromCodePoint(...points);
    }
  }
}

function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
