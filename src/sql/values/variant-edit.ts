/** Variants with values put in and taken out along a path. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { VariantBuilder } from '../jvm/variant-builder.js';
import { parseVariantPath, type VariantStep } from '../jvm/variant-path.js';
import { VariantValue } from './value.js';
import { readVariant } from './variant-json.js';
import { addVariant } from './variant-parts.js';

/** Objects and arrays that can be changed; what is neither stays in the variant that it comes from. */
type Tree =
  | { readonly kind: 'object'; readonly fields: Map<string, Tree> }
  | { readonly kind: 'array'; readonly items: Tree[] }
  | { readonly kind: 'leaf'; readonly variant: VariantValue; readonly at: number };

function treeOf(variant: VariantValue, at = 0): Tree {
  const node = readVariant(variant, at);
  if (node.kind === 'object') return { kind: 'object', fields: new Map(node.fields.map(([key, each]) => [key, treeOf(variant, each)])) };
  if (node.kind === 'array') return { kind: 'array', items: node.elements.map(each => treeOf(variant, each)) };
  return { kind: 'leaf', variant, at };
}

function variantOf(tree: Tree, functionName: string): VariantValue {
  const builder = new VariantBuilder(functionName);
  const add = (each: Tree): void => {
    if (each.kind === 'object') builder.addObject(each.fields, add);
    else if (each.kind === 'array') builder.addArray(each.items, add);
    else addVariant(builder, each.variant, each.at);
  };
  add(tree);
  const { value, metadata } = builder.result();
  return new VariantValue(value, metadata);
}

const nullLeaf: Tree = { kind: 'leaf', variant: new VariantValue(Uint8Array.of(0), Uint8Array.of(1, 0, 0)), at: 0 };
/** Items that a variant has room for at most: a byte each, and four of its place. */
const maxItems = Math.floor((128 * 1024 * 1024) / 5);
const emptyFor = (step: VariantStep): Tree =>
  typeof step === 'number' ? { kind: 'array', items: [] } : { kind: 'object', fields: new Map() };

/** What a function does at the end of its path. */
type Edit = (holder: Exclude<Tree, { kind: 'leaf' }>, step: VariantStep) => void;

export class VariantEditor {
  /** @param functionName as messages name it */
  constructor(readonly functionName: string) {}

  /** @throws SparkError INVALID_VARIANT_PATH */
  #stepsOf(path: string): readonly VariantStep[] {
    try {
      const steps = parseVariantPath(path, this.functionName);
      if (steps.length > 0 || this.functionName.endsWith('array_append')) return steps;
    } catch {
      // Each function names its own kind of path.
    }
    throw sparkErrorOf('INVALID_VARIANT_PATH', { path, functionName: `\`${this.functionName}\`` }, { name: 'SparkRuntimeException' });
  }

  #mismatch(path: string, walked: readonly VariantStep[]) {
    const failedAt = `$${walked.map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
    const parameters = { path, failedAt, functionName: `\`${this.functionName}\`` };
    return sparkErrorOf('VARIANT_PATH_TYPE_MISMATCH', parameters, { name: 'SparkRuntimeException' });
  }

  /** Walks to what holds the last step. @param create makes what is missing on the way; else nothing is done there */
  #walk(root: Tree, path: string, steps: readonly VariantStep[], create: boolean, edit: Edit): void {
    let tree = root;
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      if (tree.kind === 'leaf' || (tree.kind === 'array') !== (typeof step === 'number')) throw this.#mismatch(path, steps.slice(0, i));
      if (i === steps.length - 1) return edit(tree, step);
      let next = childOf(tree, step);
      if (next === undefined) {
        if (!create) return;
        next = emptyFor(steps[i + 1]!);
        this.#put(tree, step, next);
      }
      tree = next;
    }
  }

  /** Items that are missing before an index are null. @throws SparkError VARIANT_SIZE_LIMIT */
  #put(holder: Exclude<Tree, { kind: 'leaf' }>, step: VariantStep, value: Tree): void {
    if (holder.kind === 'object') {
      holder.fields.set(String(step), value);
      return;
    }
    const index = Number(step);
    if (index > maxItems) {
      const parameters = { sizeLimit: '128.0 MiB', functionName: `\`${this.functionName}\`` };
      throw sparkErrorOf('VARIANT_SIZE_LIMIT', parameters, { name: 'SparkRuntimeException' });
    }
    while (holder.items.length < index) holder.items.push(nullLeaf);
    holder.items[index] = value;
  }

  /** @throws SparkError VARIANT_DUPLICATE_KEY, VARIANT_PATH_TYPE_MISMATCH */
  insert(variant: VariantValue, path: string, value: VariantValue): VariantValue {
    const root = treeOf(variant);
    this.#walk(root, path, this.#stepsOf(path), true, (holder, step) => {
      if (holder.kind === 'object' && holder.fields.has(String(step))) {
        throw sparkErrorOf('VARIANT_DUPLICATE_KEY', { key: String(step) }, { name: 'SparkRuntimeException' });
      }
      if (holder.kind === 'array' && Number(step) < holder.items.length) holder.items.splice(Number(step), 0, treeOf(value));
      else this.#put(holder, step, treeOf(value));
    });
    return variantOf(root, this.functionName);
  }

  /** @throws SparkError VARIANT_PATH_TYPE_MISMATCH */
  set(variant: VariantValue, path: string, value: VariantValue, createIfMissing: boolean): VariantValue {
    const root = treeOf(variant);
    this.#walk(root, path, this.#stepsOf(path), createIfMissing, (holder, step) => {
      if (createIfMissing || childOf(holder, step) !== undefined) this.#put(holder, step, treeOf(value));
    });
    return variantOf(root, this.functionName);
  }

  /** Where the path leads nowhere, nothing is deleted. */
  delete(variant: VariantValue, paths: readonly (string | null)[]): VariantValue {
    const root = treeOf(variant);
    for (const path of paths) {
      if (path === null) continue;
      const steps = this.#stepsOf(path);
      const holder = steps.slice(0, -1).reduce<Tree | undefined>((tree, step) => tree && childOf(tree, step), root);
      const last = steps[steps.length - 1]!;
      if (holder?.kind === 'object' && typeof last === 'string') holder.fields.delete(last);
      else if (holder?.kind === 'array' && typeof last === 'number') holder.items.splice(last, 1);
    }
    return variantOf(root, this.functionName);
  }

  /** @throws SparkError VARIANT_PATH_TYPE_MISMATCH */
  append(variant: VariantValue, path: string, value: VariantValue): VariantValue {
    const root = treeOf(variant);
    const steps = this.#stepsOf(path);
    const appendTo = (tree: Tree | undefined) => {
      if (tree === undefined) return;
      if (tree.kind !== 'array') throw this.#mismatch(path, steps);
      tree.items.push(treeOf(value));
    };
    if (steps.length === 0) appendTo(root);
    else this.#walk(root, path, steps, false, (holder, step) => appendTo(childOf(holder, step)));
    return variantOf(root, this.functionName);
  }
}

function childOf(tree: Tree, step: VariantStep): Tree | undefined {
  if (tree.kind === 'object') return typeof step === 'string' ? tree.fields.get(step) : undefined;
  return tree.kind === 'array' && typeof step === 'number' ? tree.items[step] : undefined;
}

/** Without fields of objects that are null, and without such items of arrays where that is asked for. */
export function withoutNulls(variant: VariantValue, includeArrays: boolean): VariantValue {
  const strip = (tree: Tree): Tree => {
    if (tree.kind === 'object') {
      return {
        kind: 'object',
        fields: new Map([...tree.fields].filter(([, each]) => !isNull(each)).map(([key, each]) => [key, strip(each)])),
      };
    }
    if (tree.kind !== 'array') return tree;
    return { kind: 'array', items: tree.items.filter(each => !includeArrays || !isNull(each)).map(strip) };
  };
  return variantOf(strip(treeOf(variant)), 'variant_strip_nulls');
}

const isNull = (tree: Tree): boolean => tree.kind === 'leaf' && readVariant(tree.variant, tree.at).kind === 'null';
