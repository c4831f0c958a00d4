import { AsyncLocalStorage } from 'node:async_hooks';
import { context, ROOT_CONTEXT, trace, TraceFlags, type SpanContext } from '@opentelemetry/api';

/** A call that a worker makes for a run: its span is known before anybody has recorded it. */
export interface KnownCall {
  readonly runId: string;
  readonly traceId: string;
  /** Read when somebody traces, sends or logs, and not before: an id is a hash. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const current = new AsyncLocalStorage<KnownCall>();

/** Whatever is traced, sent or logged meanwhile belongs to the call. */
export function inCall<T>(call: KnownCall, work: () => T): T {
  return current.run(call, () => context.with(trace.setSpanContext(ROOT_CONTEXT, spanContextOf(call)), work));
}

const spanContextOf = (call: KnownCall): SpanContext => ({
  traceId: call.traceId,
  get spanId() {
    return call.spanId;
  },
  traceFlags: call.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
});

/** W3C `traceparent` of the call that is being made; undefined outside of one. */
export function currentTraceparent(): string | undefined {
  const call = current.getStore();
  return call && `00-${call.traceId}-${call.spanId}-${call.sampled ? '01' : '00'}`;
}

/** Ids that a line of the log belongs to, by the names that OpenTelemetry has for them in JSON. */
export interface LogIds {
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly run_id?: string;
}

/** Of the innermost span there is, and of the run that a call is made for. */
export function currentIds(): LogIds {
  const call = current.getStore();
  const span = trace.getActiveSpan()?.spanContext() ?? call;
  return {
    ...(span !== undefined && { trace_id: span.traceId, span_id: span.spanId }),
    ...(call !== undefined && { run_id: call.runId }),
  };
}
