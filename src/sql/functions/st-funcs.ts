/** Geometries and geographies: from and to well-known binary, and their reference systems. A value is its system in four bytes, then WKB. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BinaryType, type DataType, GeographyType, GeometryType, geographicSrid, IntegerType, isSrid, StringType } from '../types/index.js';
import { copyWkb, WkbError } from '../values/wkb.js';
import { AnyString, anyOf, type TypeFamily } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

const AnyGeography: TypeFamily = {
  family: 'geography',
  sql: 'GEOGRAPHY',
  accepts: type => type.kind === 'geography',
  defaultType: new GeographyType(),
};
const AnyGeometry: TypeFamily = {
  family: 'geometry',
  sql: 'GEOMETRY',
  accepts: type => type.kind === 'geometry',
  defaultType: new GeometryType(0),
};
const AnyGeo = anyOf(AnyGeography, AnyGeometry);

const point = "X'0101000000000000000000F03F0000000000000040'";

const fail = (condition: string, parameters: Readonly<Record<string, string | number>>): never => {
  throw sparkErrorOf(condition, parameters, { name: 'SparkIllegalArgumentException' });
};

function checkedSrid(srid: number, isGeography: boolean): number {
  return isGeography ? (srid === geographicSrid ? srid : badSrid(srid)) : isSrid(srid) ? srid : badSrid(srid);
}
const badSrid = (srid: number): never => fail('ST_INVALID_SRID_VALUE', { srid });

function valueOf(wkb: Uint8Array, srid: number, isGeography: boolean): Uint8Array {
  try {
    const bytes = Buffer.concat([Buffer.alloc(4), copyWkb(wkb, false, isGeography)]);
    bytes.writeInt32LE(srid);
    return bytes;
  } catch (error) {
    if (!(error instanceof WkbError)) throw error;
    return fail('WKB_PARSE_ERROR', { parseError: error.message, pos: error.position });
  }
}

const sridOf = (value: Uint8Array): number => Buffer.from(value).readInt32LE();

/** The system that a constant names; undefined where it comes with each row. */
function constantSrid(arg: TypedExpression, isGeography: boolean, cx: AnalysisContext): number | undefined {
  const srid = cx.isFoldable(arg) ? cx.evaluate(arg) : null;
  return srid === null ? undefined : checkedSrid(Number(srid), isGeography);
}

const typeWith = (srid: number | undefined): DataType => new GeometryType(srid);
const nullAsGeo = (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args.map((arg, i) => (i === 0 && arg.dataType.kind === 'null' ? cx.cast(arg, new GeographyType()) : arg));

export const stFuncs = group('st_funcs', {
  st_asbinary: scalar({
    since: '4.1.0',
    usage:
      "_FUNC_(geo[, endianness]) - A geospatial value in WKB, with the bytes of numbers in the order 'NDR' (little-endian, the default) or 'XDR'.",
    examples: [[`hex(st_asbinary(st_geomfromwkb(${point}), 'XDR'))`, '00000000013FF00000000000004000000000000000']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal('NDR', StringType)] : []),
    coerce: nullAsGeo,
    inputTypes: [AnyGeo, AnyString],
    dataType: BinaryType,
    evaluate: ([geo, endianness]) => {
      const order = endianness.toUpperCase();
      if (order !== 'NDR' && order !== 'XDR') return fail('ST_INVALID_ENDIANNESS_VALUE', { endianness });
      return copyWkb(geo.subarray(4), order === 'XDR', false);
    },
  }),
  st_geogfromwkb: scalar({
    since: '4.1.0',
    usage: '_FUNC_(wkb) - The geography that WKB describes.',
    examples: [[`st_srid(st_geogfromwkb(${point}))`, '4326']],
    arity: 1,
    inputTypes: [BinaryType],
    dataType: new GeographyType(),
    evaluate: ([wkb]) => valueOf(wkb, geographicSrid, true),
  }),
  st_geomfromwkb: scalar({
    since: '4.1.0',
    usage: '_FUNC_(wkb[, srid]) - The geometry that WKB describes, in a reference system: 0, none, when it is left out.',
    examples: [[`st_srid(st_geomfromwkb(${point}, 3857))`, '3857']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(0, IntegerType)] : []),
    inputTypes: [BinaryType, IntegerType],
    dataType: ([, srid], cx) => typeWith(constantSrid(srid!, false, cx)),
    evaluate: ([wkb, srid]) => valueOf(wkb, checkedSrid(srid, false), false),
  }),
  st_setsrid: scalar({
    since: '4.1.0',
    usage: '_FUNC_(geo, srid) - The value with another reference system.',
    examples: [[`st_srid(st_setsrid(st_geomfromwkb(${point}), 3857))`, '3857']],
    arity: 2,
    coerce: nullAsGeo,
    inputTypes: [AnyGeo, IntegerType],
    dataType: ([geo, srid], cx) => {
      const isGeography = geo!.dataType.kind === 'geography';
      const constant = constantSrid(srid!, isGeography, cx);
      return isGeography ? new GeographyType() : typeWith(constant);
    },
    prepare: cx => (geo: Uint8Array, srid: number) => {
      const bytes = Buffer.from(geo);
      bytes.writeInt32LE(checkedSrid(srid, cx.argTypes[0]!.kind === 'geography'));
      return bytes;
    },
  }),
  st_srid: scalar({
    since: '4.1.0',
    usage: '_FUNC_(geo) - The reference system of a geospatial value.',
    examples: [[`st_srid(st_geomfromwkb(${point}))`, '0']],
    arity: 1,
    coerce: nullAsGeo,
    inputTypes: [AnyGeo],
    dataType: IntegerType,
    evaluate: ([geo]) => sridOf(geo),
  }),
});
