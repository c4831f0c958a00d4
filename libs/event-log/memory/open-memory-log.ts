import { openLogOf, type OpenLog } from '../core/open-log.js';
import { StoredLog, type LogOptions } from '../core/stored-log.js';
import { MemoryDisk } from './memory-disk.js';

export interface MemoryLogOptions extends LogOptions {
  /** Default 4. */
  readonly partitions?: number;
  /** What an earlier log wrote; without one the log is empty. */
  readonly disk?: MemoryDisk;
}

/** A log that forgets everything with its disk; for tests. */
export function openMemoryLog(options: MemoryLogOptions = {}): OpenLog & { readonly disk: MemoryDisk } {
  const disk = options.disk ?? new MemoryDisk(options.partitions ?? 4);
  return { ...openLogOf(new StoredLog(disk, options)), disk };
}
