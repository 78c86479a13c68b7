/** The schema of files that come without one. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { SessionState } from './session-state.js';
import { BinaryType, LongType, StringType, StructField, StructType, TimestampType } from './types/index.js';

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
      return new StructType(
        state.shared.engine.describeFiles(format, files, options).map(({ name, dataType }) => new StructField(name, dataType, true)),
      );
  }
}
