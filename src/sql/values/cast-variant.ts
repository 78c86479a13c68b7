/** Casts to and from variants. */
import type { DataType } from '../types/index.js';
import type { CastContext, CastFunction } from './cast.js';

export function castToVariant(_from: DataType, cx: CastContext): CastFunction {
  return () => cx.fail('UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY');
}

export function castFromVariant(_to: DataType, cx: CastContext): CastFunction {
  return () => cx.fail('UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY');
}
