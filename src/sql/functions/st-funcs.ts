/** Geometry and geography: there are no such types here yet. */
import { group, refuse } from './define.js';

const noGeometry = (usage: string) => refuse('needs the types GEOMETRY and GEOGRAPHY', { since: '4.1.0', usage });

export const stFuncs = group('st_funcs', {
  st_asbinary: noGeometry('_FUNC_(geo[, endianness]) - A geospatial value in WKB.'),
  st_geogfromwkb: noGeometry('_FUNC_(wkb) - The geography that WKB describes.'),
  st_geomfromwkb: noGeometry('_FUNC_(wkb[, srid]) - The geometry that WKB describes.'),
  st_setsrid: noGeometry('_FUNC_(geo, srid) - The value with another reference system.'),
  st_srid: noGeometry('_FUNC_(geo) - The reference system of a geospatial value.'),
});
