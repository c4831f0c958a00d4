import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const PLAIN = 0;
const ZSTD = 1;
/** Shorter text is stored as it is: compressing it would take longer than writing it. */
const COMPRESS_FROM_BYTES = 4_096;
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** A text as it lies in a batch; `crc` is the CRC-32 of `body`. */
export interface Packed {
  readonly packing: number;
  readonly crc: number;
  readonly body: Buffer;
}

export function packPlain(text: string): Packed {
  const body = Buffer.from(text);
  return { packing: PLAIN, crc: crc32(body), body };
}

export function packSmall(text: string): Packed {
  const plain = packPlain(text);
  if (plain.body.length < COMPRESS_FROM_BYTES) return plain;
  const body = zstdCompressSync(plain.body, OPTIONS);
  return { packing: ZSTD, crc: crc32(body), body };
}

/** The text, or undefined when it is damaged. */
export function unpack({ packing, crc, body }: Packed): string | undefined {
  if (crc32(body) !== crc) return undefined;
  if (packing === PLAIN) return body.toString();
  try {
    return zstdDecompressSync(body).toString();
  } catch {
    return undefined;
  }
}
