import type { Partition } from '#events';

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** Murmur2 (32 bit) with the seed of Kafka's Java client. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = SEED ^ bytes.length;
  for (let i = 0; i < whole; i += 4) {
    let word = Math.imul(view.getInt32(i, true), M);
    word = Math.imul(word ^ (word >>> 24), M);
    hash = Math.imul(hash, M) ^ word;
  }
  for (let i = bytes.length - 1; i >= whole; i--) hash ^= (bytes[i] ?? 0) << (8 * (i - whole));
  if (whole < bytes.length) hash = Math.imul(hash, M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

const encoder = new TextEncoder();

/** Where every Kafka client of default settings puts a record with this key. */
export const kafkaPartition = (key: string, partitions: number): Partition =>
  (murmur2(encoder.encode(key)) & 0x7fffffff) % partitions;
