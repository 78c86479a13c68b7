/** Casts to and from variants. */
import type { DataType } from '../types/index.js';
import type { CastContext, CastFunction } from './cast-context.js';

const refused =
  (cx: CastContext): CastFunction =>
  () =>
    cx.fail('UNSUPPORTED_DATATYPE', { typeName: '"VARIANT"' });

export const castToVariant = (_from: DataType, cx: CastContext): CastFunction => refused(cx);
export const castFromVariant = (_to: DataType, cx: CastContext): CastFunction => refused(cx);
