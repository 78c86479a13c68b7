import v8 from 'node:v8';
import type { ValueSerializer } from '../../src/executor/blocks/value-serializer.js';

/** The simplest serializer that a codec can be tested with. */
export const v8Values: ValueSerializer = {
  serialize: values => v8.serialize(values),
  deserialize: bytes => v8.deserialize(bytes) as unknown[],
};
