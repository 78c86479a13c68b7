/** Makes the rows of a result, all of one shape. */
import { Row } from './row.js';
import type { StructType } from './types/index.js';

const longestGenerated = 200;

/**
 * As `new Row(values, schema.fieldNames, schema)`, of columns: several times as fast, since V8 knows the shape of what one constructor
 * makes.
 */
export function rowFactory(schema: StructType): (columns: readonly (readonly unknown[])[], index: number) => Row {
  const names = schema.fieldNames;
  const shape = Row.shapeOf(names, schema);
  if (!shape.isPlain || names.length > longestGenerated)
    return (columns, index) =>
      Row.shaped(
        columns.map(column => column[index]),
        shape,
      );
  const assignments = names.map((name, i) => `this[${JSON.stringify(name)}] = c[${i}][i];`);
  const text = `return function Row(c, i) { this[shapeOf] = shape; ${assignments.join(' ')} };`;
  const make = new Function('shapeOf', 'shape', text)(Symbol.for('ts-spark-shell.row.shape'), shape) as new (
    columns: readonly (readonly unknown[])[],
    index: number,
  ) => Row;
  make.prototype = Row.prototype;
  return (columns, index) => new make(columns, index);
}
