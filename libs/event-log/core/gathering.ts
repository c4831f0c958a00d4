import { performance } from 'node:perf_hooks';

/** The longest wait, in milliseconds. */
const MOST_MS = 20;

/**
 * Makes commits fewer and fuller where each costs much: after a commit of several records the next batch is taken when as
 * much time has passed as that commit took. Those who answer to it are back by then, and go together with those who came
 * while it was under way; else the two would take turns for ever. Nothing waits after a commit of one record.
 */
export class Gathering {
  #until = 0;

  constructor(private readonly now = (): number => performance.now()) {}

  /** How long the next batch has to wait, in milliseconds. */
  get waitMs(): number {
    return Math.max(0, this.#until - this.now());
  }

  /** Times a commit of so many records. */
  async timed(records: number, commit: Promise<void>): Promise<void> {
    const start = this.now();
    await commit;
    const end = this.now();
    this.#until = records > 1 ? end + Math.min(end - start, MOST_MS) : end;
  }
}
