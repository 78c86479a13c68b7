import type { DataType } from '../types/index.js';
import { MapValue, type Value } from '../values/value.js';

type Store = (value: any) => Value;

const same: Store = value => value;

/**
 * Values as a column with CHAR or VARCHAR in its type keeps them.
 * @param type of the column
 * @param refuse raises the error of a text that does not fit
 */
export function storedText(type: DataType, refuse: (length: number) => never): Store {
  switch (type.kind) {
    case 'char':
    case 'varchar': {
      const { length } = type;
      return (text: string | null) => {
        if (text === null) return null;
        const characters = [...text];
        if (characters.length <= length) return type.kind === 'char' ? text + ' '.repeat(length - characters.length) : text;
        // Only blanks may be lost.
        if (characters.slice(length).some(each => each !== ' ')) refuse(length);
        return characters.slice(0, length).join('');
      };
    }
    case 'array': {
      const element = storedText(type.elementType, refuse);
      return element === same ? same : (array: readonly Value[] | null) => array?.map(element) ?? null;
    }
    case 'map': {
      const [key, value] = [storedText(type.keyType, refuse), storedText(type.valueType, refuse)];
      if (key === same && value === same) return same;
      return (map: MapValue | null) => map && new MapValue(map.keys.map(key), map.values.map(value));
    }
    case 'struct': {
      const fields = type.fields.map(field => storedText(field.dataType, refuse));
      if (fields.every(each => each === same)) return same;
      return (struct: readonly Value[] | null) => struct?.map((each, i) => fields[i]!(each)) ?? null;
    }
    default:
      return same;
  }
}
