/** Parts of variants: found by a path, and copied into others. */
import type { VariantBuilder } from '../jvm/variant-builder.js';
import type { VariantStep } from '../jvm/variant-path.js';
import { VariantValue } from './value.js';
import { readVariant } from './variant-json.js';

/** Bytes of the primitive types by their numbers; text and bytes have their length in front. */
const primitiveSizes = [1, 1, 1, 2, 3, 5, 9, 9, 6, 10, 18, 5, 9, 9, 5, 5, 5, 9, 9, 9, 17];

function scalarSize(value: Uint8Array, at: number): number {
  const header = value[at]!;
  const info = header >> 2;
  if ((header & 3) === 1) return 1 + info;
  const size = primitiveSizes[info] ?? 1;
  if (info !== 15 && info !== 16) return size;
  return size + new DataView(value.buffer, value.byteOffset, value.byteLength).getUint32(at + 1, true);
}

/** Copies what stands at an offset; its keys are entered in the dictionary of the builder. */
export function addVariant(builder: VariantBuilder, variant: VariantValue, at = 0): void {
  const node = readVariant(variant, at);
  const add = (each: number) => addVariant(builder, variant, each);
  if (node.kind === 'object') builder.addObject(node.fields, add);
  else if (node.kind === 'array') builder.addArray(node.elements, add);
  else builder.addScalar(variant.value.subarray(at, at + scalarSize(variant.value, at)));
}

/** What stands at an offset, with the dictionary of all. */
export const partOf = (variant: VariantValue, at: number): VariantValue =>
  at === 0 ? variant : new VariantValue(variant.value.subarray(at), variant.metadata);

/** Where a path leads; undefined: nowhere. */
export function offsetOf(variant: VariantValue, path: readonly VariantStep[]): number | undefined {
  let at = 0;
  for (const step of path) {
    const node = readVariant(variant, at);
    const next =
      typeof step === 'number'
        ? node.kind === 'array'
          ? node.elements[step]
          : undefined
        : node.kind === 'object'
          ? node.fields.find(([key]) => key === step)?.[1]
          : undefined;
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

/** Whether the bytes are those of a variant. */
export function isValidVariant(variant: VariantValue, at = 0): boolean {
  try {
    const node = readVariant(variant, at);
    if (node.kind === 'object') return node.fields.every(([, each]) => isValidVariant(variant, each));
    return node.kind !== 'array' || node.elements.every(each => isValidVariant(variant, each));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return false;
    throw error;
  }
}
