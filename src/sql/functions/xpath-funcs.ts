/** Values of XML documents by XPath. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { XPath, XPathError } from '../jvm/xpath.js';
import {
  ArrayType,
  BooleanType,
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  StringType,
} from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'> & { readonly aliases?: readonly string[] };

/** A function of a document and a constant path. */
const ofPath = (dataType: DataType, find: (path: XPath, xml: string) => unknown, doc: Doc) =>
  scalar({
    since: '2.0.0',
    ...doc,
    arity: 2,
    implicitCasts: false,
    inputTypes: [AnyString, AnyString],
    check: ([, path], cx) => {
      if (cx.isFoldable(path!)) return;
      throw cx.mismatch('NON_FOLDABLE_INPUT', {
        inputName: quotedId('path'),
        inputType: quotedSql('STRING'),
        inputExpr: quotedSql(cx.sqlOf(path!)),
      });
    },
    dataType,
    nullable: true,
    evaluate: ([xml, text], cx) => {
      const path = cx.memo(text as string, each => new XPath(each));
      try {
        return find(path, xml);
      } catch (error) {
        if (error instanceof XPathError) throw new SparkError('RuntimeException', error.message, { cause: error });
        throw error;
      }
    },
  });

/** As Java narrows a double: cut to the whole number, kept within 64 or 32 bits; no number is 0. */
const wholeOf = (path: XPath, xml: string, bits: 32 | 64): bigint | null => {
  const value = path.number(xml);
  if (value === null) return null;
  const max = 2n ** BigInt(bits - 1) - 1n;
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) >= 2 ** (bits - 1)) return value > 0 ? max : -max - 1n;
  return BigInt(Math.trunc(value));
};

const numberOrNull = (value: bigint | null): number | null => (value === null ? null : Number(value));
const sum = "'<a><b>1</b><b>2</b></a>', 'sum(a/b)'";

export const xpathFuncs = group('xml_funcs', {
  xpath: ofPath(new ArrayType(StringType, true), (path, xml) => path.nodes(xml), {
    usage: '_FUNC_(xml, xpath) - The texts of the nodes that an XPath finds, as an array.',
    examples: [
      ["xpath('<a><b>b1</b><b>b2</b><b>b3</b><c>c1</c><c>c2</c></a>', 'a/b/text()')", '[b1, b2, b3]'],
      ["xpath('<a><b>b1</b></a>', 'a/b')", '[NULL]'],
    ],
  }),
  xpath_boolean: ofPath(BooleanType, (path, xml) => path.boolean(xml), {
    usage: '_FUNC_(xml, xpath) - Whether the XPath is true, or finds a node.',
    examples: [["xpath_boolean('<a><b>1</b></a>', 'a/b')", 'true']],
  }),
  xpath_double: ofPath(DoubleType, (path, xml) => path.number(xml), {
    aliases: ['xpath_number'],
    usage: '_FUNC_(xml, xpath) - The number that an XPath gives, 0 when it finds none, NaN for what is no number.',
    examples: [[`xpath_double(${sum})`, '3.0']],
  }),
  xpath_float: ofPath(
    FloatType,
    (path, xml) => {
      const value = path.number(xml);
      return value === null ? null : Math.fround(value);
    },
    {
      usage: '_FUNC_(xml, xpath) - The number that an XPath gives, as a float; NaN for what is no number.',
      examples: [[`xpath_float(${sum})`, '3.0']],
    },
  ),
  xpath_int: ofPath(IntegerType, (path, xml) => numberOrNull(wholeOf(path, xml, 32)), {
    usage: '_FUNC_(xml, xpath) - The number that an XPath gives, as an integer; 0 for what is no number.',
    examples: [[`xpath_int(${sum})`, '3']],
  }),
  xpath_long: ofPath(LongType, (path, xml) => wholeOf(path, xml, 64), {
    usage: '_FUNC_(xml, xpath) - The number that an XPath gives, as a long integer; 0 for what is no number.',
    examples: [[`xpath_long(${sum})`, '3']],
  }),
  xpath_short: ofPath(
    ShortType,
    (path, xml) => {
      const value = wholeOf(path, xml, 32);
      return value === null ? null : Number(BigInt.asIntN(16, value));
    },
    {
      usage: '_FUNC_(xml, xpath) - The number that an XPath gives, as a short integer; 0 for what is no number.',
      examples: [[`xpath_short(${sum})`, '3']],
    },
  ),
  xpath_string: ofPath(StringType, (path, xml) => path.string(xml), {
    usage: '_FUNC_(xml, xpath) - The text of the first node that an XPath finds.',
    examples: [["xpath_string('<a><b>b</b><c>cc</c></a>', 'a/c')", 'cc']],
  }),
});
