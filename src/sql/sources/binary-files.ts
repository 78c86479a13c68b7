/** Files as bytes: a row a file. */
import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Value } from '../values/value.js';
import type { RecordRequest, Row } from './record-reader.js';

export function binaryRecords({ schema, required }: RecordRequest): (path: string) => Iterable<Row> {
  return path => {
    const stats = statSync(path);
    const valueOf = (name: string): Value => {
      switch (name) {
        case 'path':
          return pathToFileURL(path).href.replace('file:///', 'file:/');
        case 'modificationTime':
          return BigInt(Math.floor(stats.mtimeMs)) * 1000n;
        case 'length':
          return BigInt(stats.size);
        default:
          return new Uint8Array(readFileSync(path));
      }
    };
    return [required.map(i => valueOf(schema.fields[i]!.name))];
  };
}
