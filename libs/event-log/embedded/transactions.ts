import type Database from 'better-sqlite3';
import { LogError } from '../errors.js';
import type { FaultHook } from '../fault-points.js';
import type { LogFile } from './log-file.js';
import { leavesDoubt, logErrorOf } from './sqlite-errors.js';

/** Writes to the file as its present owner; stops for good when it cannot know what is on the disk. */
export class Transactions {
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  readonly #epoch;
  readonly #db: Database.Database;
  #sealed: LogError | undefined;

  constructor(
    private readonly file: LogFile,
    private readonly faultPoint: FaultHook,
  ) {
    this.#db = file.db;
    this.#begin = file.db.prepare('begin immediate');
    this.#commit = file.db.prepare('commit');
    this.#rollback = file.db.prepare('rollback');
    this.#epoch = file.db.prepare<[], number>(`select value from meta where key = 'epoch'`).pluck();
  }

  /**
   * What `work` writes is durable when it returns.
   * @throws LogError, and nothing was written; with `log_sealed` it may have been, and nothing more will be
   */
  run(work: () => void): void {
    if (this.#sealed !== undefined) throw this.#sealed;
    try {
      this.#begin.run();
      this.#checkOwner();
      work();
      this.faultPoint('in-transaction');
    } catch (error) {
      this.#undo();
      throw logErrorOf(error, this.file.path);
    }
    this.#finish();
  }

  #finish(): void {
    try {
      this.#commit.run();
    } catch (error) {
      const cause = logErrorOf(error, this.file.path);
      this.#undo();
      throw leavesDoubt(cause) ? this.#seal(cause) : cause;
    }
  }

  #undo(): void {
    if (!this.#db.inTransaction) return;
    try {
      this.#rollback.run();
    } catch (error) {
      this.#seal(error);
    }
  }

  #seal(cause: unknown): LogError {
    const problem = `it is not known whether the last commit to ${this.file.path} is on the disk (${String(cause)})`;
    this.#sealed = new LogError('log_sealed', `${problem}: close the log and open it again`, { cause });
    return this.#sealed;
  }

  #checkOwner(): void {
    const epoch = this.#epoch.get();
    if (epoch === this.file.epoch) return;
    const problem = `${this.file.path} has a newer owner (epoch ${epoch ?? 'none'}, not ${this.file.epoch})`;
    throw new LogError('log_fenced', `${problem}: stop this process`);
  }
}
