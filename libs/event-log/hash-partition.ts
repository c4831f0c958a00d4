import type { Partition } from '#events';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a (32 bit) over the key's UTF-16 units, modulo the number of partitions. The embedded file format freezes it. */
export function hashPartition(key: string, partitions: number): Partition {
  let hash = OFFSET_BASIS;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), PRIME);
  return (hash >>> 0) % partitions;
}
