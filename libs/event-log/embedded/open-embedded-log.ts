import type { RunId } from '#events';
import { openLogOf, type OpenLog } from '../core/open-log.js';
import { StoredLog, type LogOptions } from '../core/stored-log.js';
import { LogError } from '../errors.js';
import { makeDirectoryDurably } from './durable-directory.js';
import { EmbeddedStorage } from './embedded-storage.js';
import { explained, explaining } from './explained-storage.js';
import { openLogFile, type LogFile } from './log-file.js';
import { lockDirectory, type OwnerLock } from './owner-lock.js';
import type { PruneOptions } from './pruner.js';

/** Characters: with objects and strings about three times as many bytes, twice. */
const CACHE_CHARACTERS = 16_000_000;

export interface EmbeddedLogOptions extends LogOptions {
  /** Created when it is missing; one process at a time owns it. */
  readonly directory: string;
  /** Fixed when the directory is created; default 4. */
  readonly partitions?: number;
  readonly cacheCharacters?: number;
}

export interface LogStats {
  /** Ever appended, over all topics. */
  readonly records: number;
  /** Since the log was opened. */
  readonly commits: number;
  readonly fileBytes: number;
  /** Records that each group with a member has not done with. */
  readonly lag: Readonly<Record<string, number>>;
}

export interface EmbeddedLog extends OpenLog {
  /**
   * Removes the events of ended runs and tells which; open runs are never touched. What else they own is the caller's to
   * remove. Consumers may go on meanwhile: what one of them still writes for such a run goes with it, or, coming when it
   * is gone, stands alone as a run in the state `unopened`, which a later call removes. The newest records
   * of a partition are also held in memory, and are read from there for a while longer.
   */
  readonly prune: (options: PruneOptions) => Promise<readonly RunId[]>;
  readonly stats: () => LogStats;
}

/**
 * Opens the log of a directory and owns it until it is closed.
 * @throws LogError `log_owned`, `cannot_open`, `disk_read_only`, `file_damaged`, `format_newer`, `partitions_differ`
 */
export function openEmbeddedLog(options: EmbeddedLogOptions): Promise<EmbeddedLog> {
  return Promise.resolve(options).then(open);
}

function open(options: EmbeddedLogOptions): EmbeddedLog {
  createDirectory(options.directory);
  const lock = lockDirectory(options.directory);
  const { storage, path } = openStorage(options, lock);
  const log = openStored(storage, path, options);
  return {
    ...openLogOf(log),
    prune: (pruneOptions) => storage.prune(pruneOptions),
    stats: () => ({
      records: log.records,
      commits: storage.commits,
      fileBytes: storage.fileBytes,
      lag: Object.fromEntries(log.lag()),
    }),
  };
}

function openStorage({ directory, partitions, ...options }: EmbeddedLogOptions, lock: OwnerLock) {
  let file: LogFile | undefined;
  try {
    file = openLogFile(directory, partitions);
    return { path: file.path, storage: storageOn(file, lock, options) };
  } catch (error) {
    file?.db.close();
    lock.release();
    throw error;
  }
}

const storageOn = (file: LogFile, lock: OwnerLock, options: Omit<EmbeddedLogOptions, 'directory'>): EmbeddedStorage =>
  explaining(
    file.path,
    () =>
      new EmbeddedStorage(file, lock, {
        faultPoint: options.faultPoint ?? (() => undefined),
        onTrouble: options.onTrouble ?? (() => undefined),
        cacheCharacters: options.cacheCharacters ?? CACHE_CHARACTERS,
      }),
  );

function openStored(storage: EmbeddedStorage, path: string, options: LogOptions): StoredLog {
  try {
    return new StoredLog(explained(storage, path), options);
  } catch (error) {
    storage.close();
    throw error;
  }
}

function createDirectory(directory: string): void {
  try {
    makeDirectoryDurably(directory);
  } catch (error) {
    const problem = `directory ${directory} cannot be created (${String(error)})`;
    throw new LogError('cannot_open', `${problem}: choose one that may be written`, { cause: error });
  }
}
