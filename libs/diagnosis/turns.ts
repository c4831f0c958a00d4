/** The right to do something that one at a time does, in the order of asking. */
export class Turns {
  readonly #waiting = new Set<PromiseWithResolvers<undefined>>();
  #isTaken = false;

  /** How many wait for theirs. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Resolves when it is one's turn, until `pass`; who leaves before that has none, and holds up nobody. */
  async take(leaving: AbortSignal): Promise<void> {
    leaving.throwIfAborted();
    if (this.#isTaken) await this.#wait(leaving);
    this.#isTaken = true;
  }

  pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#isTaken = false;
    else {
      this.#waiting.delete(next);
      next.resolve(undefined);
    }
  }

  async #wait(leaving: AbortSignal): Promise<void> {
    const turn = Promise.withResolvers<undefined>();
    const leave = () => {
      this.#waiting.delete(turn);
      turn.reject(leaving.reason);
    };
    this.#waiting.add(turn);
    leaving.addEventListener('abort', leave, { once: true });
    try {
      await turn.promise;
    } finally {
      leaving.removeEventListener('abort', leave);
    }
  }
}
