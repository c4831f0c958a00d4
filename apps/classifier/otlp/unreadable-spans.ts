import type { IntakeRecord } from '#event-log';

export interface UnreadableSpansOptions {
  readonly topic: string;
  readonly now: () => number;
  readonly say: (words: string) => void;
}

/** Once so often. */
const QUIET_MS = 60_000;

/** Says which records are passed over, and how many there were so far; a topic that is full of them does not fill the log. */
export function unreadableSpans({ topic, now, say }: UnreadableSpansOptions) {
  let count = 0;
  let saidAt = -Infinity;
  return ({ partition, offset }: IntakeRecord, reason: string): void => {
    count += 1;
    if (now() - saidAt < QUIET_MS) return;
    saidAt = now();
    say(`record ${offset} of ${topic}/${partition} is passed over (${count} so far): ${reason}`);
  };
}
