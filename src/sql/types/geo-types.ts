import { DataTypeBase } from './data-type-base.js';

/** Reference systems by number, and how Spark names them in JSON. */
const systems: ReadonlyMap<number, string> = new Map([
  [0, 'SRID:0'],
  [3857, 'EPSG:3857'],
  [4326, 'OGC:CRS84'],
]);

export const isSrid = (srid: number): boolean => systems.has(srid);
/** The earth's surface in degrees: what a geography is in. */
export const geographicSrid = 4326;

/** Points, lines and areas on a plane; values say their reference system when the type leaves it open. */
export class GeometryType extends DataTypeBase {
  readonly kind = 'geometry';
  readonly typeName: string;
  readonly defaultSize = 2048;

  /** @param srid undefined for values of any system */
  constructor(readonly srid: number | undefined) {
    super();
    this.typeName = `geometry(${srid === undefined ? 'SRID:ANY' : systems.get(srid)})`;
    Object.freeze(this);
  }

  override get simpleString(): string {
    return `geometry(${this.srid ?? 'any'})`;
  }
}

/** Points, lines and areas on the earth. */
export class GeographyType extends DataTypeBase {
  readonly kind = 'geography';
  readonly typeName = 'geography(OGC:CRS84, SPHERICAL)';
  readonly defaultSize = 2048;
  readonly srid = geographicSrid;

  constructor() {
    super();
    Object.freeze(this);
  }

  override get simpleString(): string {
    return `geography(${this.srid})`;
  }
}

/** The type of a name in JSON. */
export function geoTypeOfName(name: string): GeometryType | GeographyType | undefined {
  if (name.startsWith('geography(')) return new GeographyType();
  const system = /^geometry\((.*)\)$/.exec(name)?.[1];
  if (system === undefined) return undefined;
  return new GeometryType([...systems].find(([, each]) => each === system)?.[0]);
}
