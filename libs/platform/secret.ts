import { inspect } from 'node:util';

const MASK = '***';

/** A value that shows itself to nobody who prints, logs or serialises it; they see `shown` in its place. */
export class Secret<T = string> {
  readonly #value: T;
  readonly #shown: string;
  constructor(value: T, shown = MASK) {
    this.#value = value;
    this.#shown = shown;
  }
  reveal(): T {
    return this.#value;
  }
  toString(): string {
    return this.#shown;
  }
  toJSON(): string {
    return this.#shown;
  }
  [inspect.custom](): string {
    return this.#shown;
  }
}
