import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { lz4Compress, lz4Decompress, snappyCompress } from '@platformatic/wasm-utils';
import kafkajs from 'kafkajs';
import { decompressSnappy } from './snappy.js';

interface Encoder {
  readonly buffer: Buffer;
}
const codec = (compress: (data: Buffer) => Buffer, decompress: (data: Buffer) => Buffer) => () => ({
  compress: (encoder: Encoder) => Promise.resolve(compress(encoder.buffer)),
  decompress: (data: Buffer) => Promise.resolve(decompress(data)),
});

/** kafkajs itself knows gzip only, and a consumer that meets anything else stops for good. */
export function registerCodecs(): void {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = codec(zstdCompressSync, zstdDecompressSync);
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = codec(lz4Compress, lz4Decompress);
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.Snappy] = codec(snappyCompress, decompressSnappy);
}
