/** The own data properties of an object under names; accessors are left alone, for they may do work. */
export function* ownData(value: object): Generator<readonly [string, unknown]> {
  const descriptors = Object.getOwnPropertyDescriptors(value);
  for (const key of Object.keys(descriptors)) {
    const descriptor = descriptors[key]!;
    if ('value' in descriptor) yield [key, descriptor.value];
  }
}
