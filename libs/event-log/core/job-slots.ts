/** Jobs in flight at most, over all partitions of a member; a freed slot is offered to the partitions in turn. */
export class JobSlots {
  readonly #takers = new Set<() => void>();

  constructor(private free: number) {}

  get available(): boolean {
    return this.free > 0;
  }

  /** True when there was one, which is the caller's until `release`. */
  take(): boolean {
    if (this.free === 0) return false;
    this.free -= 1;
    return true;
  }

  release(): void {
    this.free += 1;
    for (const taker of [...this.#takers]) {
      if (this.free === 0) return;
      // Who was asked goes to the end of the line.
      if (this.#takers.delete(taker)) this.#takers.add(taker);
      taker();
    }
  }

  /** `taker` takes what it can use when slots come free. */
  offerTo(taker: () => void): void {
    this.#takers.add(taker);
  }

  withdraw(taker: () => void): void {
    this.#takers.delete(taker);
  }
}
