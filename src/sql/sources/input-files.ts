/** The files that a plan reads. */

import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScannedFile } from '../analyzer/file-metadata.js';
import type { ScanPlan, TypedPlan } from '../analyzer/typed-plan.js';
import { pathUri } from '../data-source-files.js';
import { listFiles, sourceOptionsOf } from './file-listing.js';

export function inputFilesOf(plan: TypedPlan): string[] {
  if (plan.kind === 'scan') return listFiles(plan.paths, sourceOptionsOf(plan.options)).map(file => pathToFileURL(file.path).href);
  const children =
    plan.kind === 'join' ? [plan.left, plan.right] : plan.kind === 'setOperation' ? plan.inputs : 'input' in plan ? [plan.input] : [];
  return [...new Set(children.flatMap(inputFilesOf))];
}

/** The files of a scan one by one, with what is known of each. */
export const scannedFiles = (scan: ScanPlan): ScannedFile[] =>
  scan.paths.flatMap(root => {
    const options = sourceOptionsOf(scan.options);
    return listFiles([root], options).map(({ path }) => {
      const stats = statSync(path);
      // The directories of the file still name partitions below the root that it was found in.
      const basePath = options.get('basepath') ?? (statSync(root).isDirectory() ? root : dirname(root));
      return {
        uri: pathUri(path),
        name: basename(path),
        size: stats.size,
        modifiedMicros: BigInt(Math.floor(stats.mtimeMs)) * 1000n,
        scan: Object.freeze({ ...scan, paths: [path], options: { ...scan.options, basePath } }),
      };
    });
  });
