import type { CallId, RunId } from '#events';
import { modelCallSpanId, runSpanId, toolCallSpanId } from '#spans';
import type { CallEvent } from './call-event.js';
import type { Measure, MeasuredSpan } from './instruments.js';
import type { KnownRun } from './known-run.js';

/** Undefined for a result that came too late: it stands for no others. */
export const callSpan = (
  { type, runId, data: { turnId, attempt } }: CallEvent,
  run: KnownRun | undefined,
): MeasuredSpan | undefined =>
  type === 'TurnDiscarded' ? undefined : sampledSpan(run, () => modelCallSpanId(runId, turnId, attempt));

export const toolSpan = (runId: RunId, callId: CallId, run: KnownRun | undefined): MeasuredSpan | undefined =>
  sampledSpan(run, () => toolCallSpanId(runId, callId));

/** Of a run that has ended; the trace of one that failed is sent in any case. */
export const endedRunSpan = (runId: RunId, run: KnownRun, failed: boolean): MeasuredSpan | undefined =>
  run.sampled || failed ? spanIn(run, () => runSpanId(runId)) : undefined;

const sampledSpan = (run: KnownRun | undefined, idOf: () => string): MeasuredSpan | undefined =>
  run?.sampled === true ? spanIn(run, idOf) : undefined;

const spanIn = ({ traceId }: KnownRun, idOf: () => string): MeasuredSpan | undefined =>
  traceId === undefined
    ? undefined
    : {
        traceId,
        get spanId() {
          return idOf();
        },
      };

/** The measures, with the span that shows them where there is one. */
export const shownBy = (span: MeasuredSpan | undefined, measures: readonly Measure[]): readonly Measure[] =>
  span === undefined ? measures : measures.map((measure) => ({ ...measure, span }));
