/** Lets one waiter sleep until woken; a wake without a waiter is kept for the next one. */
export class Wakeup {
  #woken = false;
  #waiter: (() => void) | undefined;

  wake(): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (waiter === undefined) this.#woken = true;
    else waiter();
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#woken) resolve();
      else this.#waiter = resolve;
      this.#woken = false;
    });
  }
}
