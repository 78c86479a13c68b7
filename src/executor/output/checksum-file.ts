import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

const BYTES_PER_CHECKSUM = 512;

/** The `.part-00000.crc` that Hadoop's local file system writes beside a file and checks when it reads it: a CRC32 for every 512 bytes. */
export class Checksums {
  readonly #finished: number[] = [];
  #open = 0;
  #openBytes = 0;

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + BYTES_PER_CHECKSUM - this.#openBytes);
      this.#open = crc32(bytes.subarray(at, end), this.#open);
      this.#openBytes += end - at;
      at = end;
      if (this.#openBytes === BYTES_PER_CHECKSUM) this.#finishOne();
    }
  }

  writeBeside(path: string): void {
    if (this.#openBytes > 0) this.#finishOne();
    const content = Buffer.alloc(8 + this.#finished.length * 4);
    content.write('crc\0', 'latin1');
    content.writeUInt32BE(BYTES_PER_CHECKSUM, 4);
    for (const [i, checksum] of this.#finished.entries()) content.writeUInt32BE(checksum, 8 + i * 4);
    writeFileSync(join(dirname(path), `.${basename(path)}.crc`), content);
  }

  #finishOne(): void {
    this.#finished.push(this.#open);
    this.#open = 0;
    this.#openBytes = 0;
  }
}
