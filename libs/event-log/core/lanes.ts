/** Who has a lane and who waits for it, in order. */
export class Lanes<J> {
  /** Those behind the one that has the lane. */
  readonly #behind = new Map<string, J[]>();
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  /** True when the lane is the job's now; false when it waits. */
  enter(lane: string, job: J): boolean {
    const behind = this.#behind.get(lane);
    if (behind === undefined) {
      this.#behind.set(lane, []);
      return true;
    }
    behind.push(job);
    this.#waiting += 1;
    return false;
  }

  /** The job that has the lane next. */
  leave(lane: string): J | undefined {
    const next = this.#behind.get(lane)?.shift();
    if (next === undefined) this.#behind.delete(lane);
    else this.#waiting -= 1;
    return next;
  }
}
