import type { Telemetry, Ties } from '#trajectory';
import type { EncodingName } from '../wire/encoding.js';
import type { TracePart } from '../wire/split-request.js';

/** How much is kept, and how long a trace is waited for. Times in milliseconds. */
export interface ReceivingLimits {
  /** Of one request, unzipped. */
  readonly bodyBytes: number;
  /** Of one trace; repetitions count. */
  readonly spans: number;
  /** Of all traces; the oldest go when there is no room for new ones. */
  readonly bytes: number;
  /** A trace whose root has ended is complete when nothing has come for so long. */
  readonly quietMs: number;
  /** One whose root has not ended is taken as it is when nothing has come for so long. */
  readonly patienceMs: number;
}

/** What can be said of a trace without reading its spans. */
export interface ReceivedTrace {
  readonly traceId: string;
  /** When its first and its last spans came. */
  readonly receivedAt: number;
  readonly updatedAt: number;
  /** Repetitions included. */
  readonly spans: number;
  /** Its root has ended. */
  readonly hasRoot: boolean;
  /** Absent while more is waited for. */
  readonly findings?: TraceFindings;
}

export interface TraceFindings {
  /** Conventions of its model calls; absent where no agent, model or tool worked in it. */
  readonly family?: string;
  readonly turns: number;
  readonly agents: readonly string[];
}

export interface Found {
  /** How many there were. */
  readonly spans: number;
  readonly findings: TraceFindings;
  readonly ties: Ties;
}

export interface TracePage {
  readonly traces: readonly ReceivedTrace[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

/**
 * Spans of other frameworks by trace. What is kept survives the process, not a loss of power. Everything rejects with a
 * `ReceivedTracesError`.
 */
export interface ReceivedTraces {
  /**
   * Keeps them all when it resolves, but for those of traces that are too long, whose number it gives. Rejects with
   * `traces_full` where there is no room and nothing that could go.
   */
  keep(parts: readonly TracePart[], encoding: EncodingName, at: number): Promise<number>;
  /** Newest first. */
  page(limit: number, cursor?: string): Promise<TracePage>;
  trace(traceId: string): Promise<ReceivedTrace | undefined>;
  /** Of all these traces together. */
  telemetry(traceIds: readonly string[]): Promise<readonly Telemetry[]>;
  /**
   * The traces that may be of the same run, itself among them, as far as they have been settled: those that share a
   * session with it, and those that its process made meanwhile. At most 200.
   */
  companions(traceId: string): Promise<readonly string[]>;
  /** The trace that has been complete for longest, and when the next one will be. */
  due(): Promise<{ readonly traceId: string; readonly at: number } | undefined>;
  /** Notes what was found; does nothing where more spans have come meanwhile. */
  settle(traceId: string, found: Found): Promise<void>;
  /** Keeps what was said of the trace when it had so many spans; does nothing where more have come meanwhile. */
  keepDiagnosis(traceId: string, spans: number, diagnosis: string): Promise<void>;
  /** What is kept of all spans that have come; more of them make it void. */
  diagnosis(traceId: string): Promise<string | undefined>;
  close(): void;
}

/** `traces_full`: all that is kept is still being collected. */
export type ReceivedTracesErrorCode = 'traces_full' | 'store_unavailable';

export class ReceivedTracesError extends Error {
  constructor(
    readonly code: ReceivedTracesErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
