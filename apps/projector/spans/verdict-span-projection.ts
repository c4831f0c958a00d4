import { diagnosisIn, type Projection } from '#event-log';
import { diagnosisSpan } from '#spans';
import type { Store } from '#store';
import type { DeliverSpans } from '#telemetry';

/** The group that sends verdicts as spans, and the name of its positions in the store. */
export const VERDICT_SPANS_GROUP = 'verdict-spans';

export interface VerdictSpanOptions {
  readonly store: Pick<Store, 'positionOf' | 'apply'>;
  readonly deliver: DeliverSpans;
  /** What is not sent yet is left to the next start. */
  readonly stopped: AbortSignal;
}

/** Sends a span for each verdict on a run whose trace is sent, and moves its position when the receiver has it. */
export const verdictSpanProjection = ({ store, deliver, stopped }: VerdictSpanOptions): Projection => ({
  group: VERDICT_SPANS_GROUP,
  topic: 'diagnoses',
  positionOf: (partition) => store.positionOf(VERDICT_SPANS_GROUP, partition),
  async apply(partition, batch, position) {
    const last = batch.at(-1);
    if (last === undefined) return;
    const spans = batch.flatMap((record) => {
      const diagnosis = diagnosisIn(record);
      return diagnosis?.data.trace?.isSent === true ? (diagnosisSpan(diagnosis) ?? []) : [];
    });
    if (spans.length > 0) await deliver(spans, stopped);
    await store.apply(VERDICT_SPANS_GROUP, partition, { events: [], position, next: last.offset + 1 });
  },
});
