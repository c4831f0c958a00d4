import { logClosed } from '../errors.js';
import type { Offset, Topic } from '../port.js';
import type { KafkaDriver, NameOfTopic, WrittenEnd } from './driver.js';
import { WrittenEnds } from './written-ends.js';

/** Where partitions end: what the broker shows, and what this process knows to be durable before the broker shows it. */
export class TopicEnds {
  readonly #written = new WrittenEnds();
  /** Look-ups of ends that were asked for before what is published next. */
  readonly #lookups = new Set<Promise<unknown>>();

  constructor(
    private readonly driver: Pick<KafkaDriver, 'ends'>,
    private readonly nameOf: NameOfTopic,
    private readonly closed: AbortSignal,
  ) {}

  readonly written = (ends: readonly WrittenEnd[]): void => {
    this.#written.note(ends);
  };

  async of(topic: Topic): Promise<readonly Offset[]> {
    try {
      if (this.closed.aborted) throw logClosed();
      const name = this.nameOf(topic);
      return this.#written.orLater(name, await this.driver.ends(name));
    } catch (error) {
      throw this.closed.aborted ? logClosed() : error;
    }
  }

  /** What this process publishes after the call, and after `settled`, lies behind these ends. */
  asOfNow(topic: Topic): Promise<readonly Offset[]> {
    const ends = this.of(topic);
    const lookup: Promise<void> = Promise.allSettled([ends]).then(() => {
      this.#lookups.delete(lookup);
    });
    this.#lookups.add(lookup);
    return ends;
  }

  async settled(): Promise<void> {
    if (this.#lookups.size > 0) await Promise.all(this.#lookups);
  }
}
