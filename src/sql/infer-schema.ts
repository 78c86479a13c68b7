/** The schema of files that come without one. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { SessionState } from './session-state.js';
import { ArrayType, BinaryType, type DataType, LongType, StringType, StructField, StructType, TimestampType } from './types/index.js';

export function inferSchema(
  format: string,
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  state: SessionState,
): StructType {
  switch (format) {
    case 'text':
      return StructType.of({ value: StringType });
    case 'binaryfile':
      return StructType.of({ path: StringType, modificationTime: TimestampType, length: LongType, content: BinaryType });
    default:
      if (files.length === 0) throw sparkErrorOf('UNABLE_TO_INFER_SCHEMA', { format });
      return schemaOf(state.shared.engine.describeFiles(format, files, options), format === 'json');
  }
}

/** JSON has no order of its own: Spark sorts its fields by name, at every depth. */
function schemaOf(columns: readonly { readonly name: string; readonly dataType: DataType }[], isSorted: boolean): StructType {
  const fields = columns.map(({ name, dataType }) => new StructField(name, isSorted ? sortedFields(dataType) : dataType, true));
  return new StructType(isSorted ? byName(fields) : fields);
}

const byName = (fields: readonly StructField[]) => [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));

function sortedFields(type: DataType): DataType {
  if (type instanceof ArrayType) return new ArrayType(sortedFields(type.elementType), true);
  if (type instanceof StructType)
    return new StructType(byName(type.fields.map(field => new StructField(field.name, sortedFields(field.dataType), true))));
  return type;
}
