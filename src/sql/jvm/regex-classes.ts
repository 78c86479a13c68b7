/** Names of character classes that java.util.regex knows, as the body of a JavaScript class (flag v). */

const posix: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\0-\\x7f',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: '\\x20-~',
  Blank: '\\x20\\t',
  Cntrl: '\\0-\\x1f\\x7f',
  XDigit: '0-9a-fA-F',
  Space: '\\t-\\r\\x20',
};

/** What the same names mean under (?U). */
const unicodePosix: Readonly<Record<string, string>> = {
  Lower: '\\p{Lowercase}',
  Upper: '\\p{Uppercase}',
  Alpha: '\\p{Alphabetic}',
  Digit: '\\p{Nd}',
  Alnum: '\\p{Alphabetic}\\p{Nd}',
  Punct: '\\p{P}',
  Graph: '[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]',
  Print: '[[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]\\p{Zs}]',
  Blank: '\\p{Zs}\\t',
  Cntrl: '\\p{Cc}',
  XDigit: '\\p{Nd}\\p{Hex_Digit}',
  Space: '\\p{White_Space}',
};

const java: Readonly<Record<string, string>> = {
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaAlphabetic: '\\p{Alphabetic}',
  javaIdeographic: '\\p{Ideographic}',
  javaTitleCase: '\\p{Lt}',
  javaDigit: '\\p{Nd}',
  javaDefined: '\\P{Cn}',
  javaLetter: '\\p{L}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
  javaJavaIdentifierStart: '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}',
  javaJavaIdentifierPart: '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Cf}\\0-\\x08\\x0e-\\x1b\\x7f-\\x9f',
  javaUnicodeIdentifierStart: '\\p{ID_Start}',
  javaUnicodeIdentifierPart: '\\p{ID_Continue}\\p{Cf}\\0-\\x08\\x0e-\\x1b\\x7f-\\x9f',
  javaIdentifierIgnorable: '\\p{Cf}\\0-\\x08\\x0e-\\x1b\\x7f-\\x9f',
  javaSpaceChar: '\\p{Z}',
  javaWhitespace: '[\\p{Z}--[\\xa0\\u2007\\u202f]]\\t-\\r\\x1c-\\x1f',
  javaISOControl: '\\0-\\x1f\\x7f-\\x9f',
  javaMirrored: '\\p{Bidi_Mirrored}',
  L1: '\\0-\\xff',
  LD: '\\p{L}\\p{Nd}',
  all: '\\p{Any}',
};

/** Blocks of Unicode that patterns name most; JavaScript knows none. Names are compared without blanks, hyphens and underscores. */
const blocks: Readonly<Record<string, string>> = {
  basiclatin: '\\0-\\x7f',
  latin1supplement: '\\x80-\\xff',
  latinextendeda: '\\u0100-\\u017f',
  latinextendedb: '\\u0180-\\u024f',
  ipaextensions: '\\u0250-\\u02af',
  combiningdiacriticalmarks: '\\u0300-\\u036f',
  greek: '\\u0370-\\u03ff',
  greekandcoptic: '\\u0370-\\u03ff',
  cyrillic: '\\u0400-\\u04ff',
  armenian: '\\u0530-\\u058f',
  hebrew: '\\u0590-\\u05ff',
  arabic: '\\u0600-\\u06ff',
  devanagari: '\\u0900-\\u097f',
  thai: '\\u0e00-\\u0e7f',
  hanguljamo: '\\u1100-\\u11ff',
  generalpunctuation: '\\u2000-\\u206f',
  currencysymbols: '\\u20a0-\\u20cf',
  arrows: '\\u2190-\\u21ff',
  mathematicaloperators: '\\u2200-\\u22ff',
  boxdrawing: '\\u2500-\\u257f',
  cjksymbolsandpunctuation: '\\u3000-\\u303f',
  hiragana: '\\u3040-\\u309f',
  katakana: '\\u30a0-\\u30ff',
  cjkunifiedideographs: '\\u4e00-\\u9fff',
  hangulsyllables: '\\uac00-\\ud7af',
  emoticons: '\\u{1f600}-\\u{1f64f}',
};

/** Binary properties that Java offers after `Is`. */
const binary: Readonly<Record<string, string>> = {
  alphabetic: '\\p{Alphabetic}',
  ideographic: '\\p{Ideographic}',
  letter: '\\p{L}',
  lowercase: '\\p{Lowercase}',
  uppercase: '\\p{Uppercase}',
  titlecase: '\\p{Lt}',
  white_space: '\\p{White_Space}',
  whitespace: '\\p{White_Space}',
  control: '\\p{Cc}',
  punctuation: '\\p{P}',
  hex_digit: '\\p{Nd}\\p{Hex_Digit}',
  hexdigit: '\\p{Nd}\\p{Hex_Digit}',
  assigned: '\\P{Cn}',
  noncharacter_code_point: '\\p{Noncharacter_Code_Point}',
  digit: '\\p{Nd}',
  join_control: '\\p{Join_Control}',
};

const general = /^(?:C[cfnos]?|L[lmotuC]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

/** @returns the body of a class, or undefined for a name that Java does not know */
export function namedClass(name: string, unicode: boolean): string | undefined {
  const [key, value] = name.includes('=') ? (name.split('=', 2) as [string, string]) : [undefined, name];
  if (key !== undefined) {
    const kind = key.toLowerCase();
    if (kind === 'sc' || kind === 'script') return script(value);
    if (kind === 'blk' || kind === 'block') return block(value);
    if (kind === 'gc' || kind === 'general_category') return category(value);
    return undefined;
  }
  if (name.startsWith('In')) return block(name.slice(2));
  if (name.startsWith('Is')) {
    const rest = name.slice(2);
    return binary[rest.toLowerCase()] ?? category(rest) ?? script(rest);
  }
  return (unicode ? (unicodePosix[name] ?? posix[name]) : posix[name]) ?? java[name] ?? category(name);
}

const category = (name: string): string | undefined => (general.test(name) ? `\\p{${name}}` : undefined);

const block = (name: string): string | undefined => blocks[name.replace(/[ _-]/g, '').toLowerCase()];

function script(name: string): string | undefined {
  const proper = name.toLowerCase().replace(/(^|_)[a-z]/g, start => start.toUpperCase());
  const property = `\\p{sc=${proper}}`;
  try {
    new RegExp(property, 'v');
    return property;
  } catch {
    // Not a script that this version of Unicode knows.
    return undefined;
  }
}
