/** Files that `sc.addFile` has put into a directory that driver and executors share. */
import { join } from 'node:path';

// biome-ignore lint/complexity/noStaticOnlyClass: Spark's SparkFiles is a class with static methods.
export class SparkFiles {
  /** Where the file of this name lies.
   *  @example rdd.map(word => readFileSync(SparkFiles.get('stop-words.txt'), 'utf8').includes(word)) */
  static get(fileName: string): string {
    return join(SparkFiles.getRootDirectory(), fileName);
  }

  static getRootDirectory(): string {
    // A registered symbol, since a closure may carry this class to an executor by its text.
    const root = (globalThis as { [key: symbol]: unknown })[Symbol.for('ts-spark-shell.files')];
    if (root === undefined) throw new Error('SparkFiles needs a running SparkContext');
    return root as string;
  }

  /** Called when a context or an executor starts. */
  static setRootDirectory(directory: string | undefined): void {
    (globalThis as { [key: symbol]: unknown })[Symbol.for('ts-spark-shell.files')] = directory;
  }
}
