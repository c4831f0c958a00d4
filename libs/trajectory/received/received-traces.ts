import type { RunProfile } from '../foreign/run-profile.js';
import type { Ties } from '../structure/ties.js';

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

/** How an OTLP request is written. */
export type OtlpEncoding = 'protobuf' | 'json';

/** Spans of one trace as they came: an OTLP request of their own. */
export interface TraceBody {
  readonly encoding: OtlpEncoding;
  readonly body: Uint8Array;
}

/** What one request has of one trace. */
export interface TracePart extends TraceBody {
  readonly traceId: string;
  readonly spans: number;
  /** The trace's root has ended. */
  readonly hasRoot: boolean;
  /** Of the body: parts of a trace that share it are one part that came several times. */
  readonly hash: string;
}

/** `full`: nothing was kept, since all that there is is still being collected. */
export type Kept =
  /** `tooMany`: spans that were left out, since their traces are too long. */
  { readonly outcome: 'kept'; readonly tooMany: number } | { readonly outcome: 'full' };

/** What can be said of a trace without reading its spans. */
export interface ReceivedTrace {
  readonly traceId: string;
  /** When its first and its last spans came. */
  readonly receivedAt: number;
  readonly updatedAt: number;
  /** Repetitions included, but for parts that came again as they were. */
  readonly spans: number;
  /** That it takes as it is kept. */
  readonly bytes: number;
  /** Its root has ended. */
  readonly hasRoot: boolean;
  /** Absent while more is waited for. */
  readonly findings?: TraceFindings;
}

export interface TraceFindings {
  /** Conventions of its model calls; absent where no agent, model or tool worked in it. */
  readonly family?: string;
  /** Each once; absent where it was not read, or by an earlier version. */
  readonly spans?: number;
  readonly turns: number;
  readonly agents: readonly string[];
  /** Of the run in it, as far as this trace alone shows it; absent where nothing worked. */
  readonly profile?: RunProfile;
}

export interface Found {
  /** How many there were, counted as the trace counts them. */
  readonly spans: number;
  readonly findings: TraceFindings;
  readonly ties: Ties;
}

/** Which traces a page has. */
export interface TraceQuery {
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Whose service is known, and is this. */
  readonly service?: string | undefined;
  /** Whose first spans came then or later, in epoch milliseconds. */
  readonly since?: number | undefined;
}

export interface TracePage {
  readonly traces: readonly ReceivedTrace[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

/** What is to be done with a trace: it is read once it is complete, and judged once it has been read. */
export type TraceStage = 'reading' | 'judging';

/** The right to do it, which nobody else has before `until`. */
export interface TraceClaim {
  readonly traceId: string;
  readonly stage: TraceStage;
  readonly until: number;
  /** How often it has been begun since more of it came, this time included. */
  readonly tries: number;
}

/**
 * A trace with which somebody began so often, and never ended, may be what ends the process: it is settled unread, or its
 * judgement left until somebody asks for it.
 */
export const MOST_TRIES = 3;

/** Spans of other frameworks by trace; what is kept survives the process. All times come from the caller. */
export interface ReceivedTraces {
  /** All are kept when it resolves, or none. A part that is there already changes nothing. */
  keep(parts: readonly TracePart[], at: number): Promise<Kept>;
  /** Newest first. */
  page(query: TraceQuery): Promise<TracePage>;
  trace(traceId: string): Promise<ReceivedTrace | undefined>;
  /** All that is kept of these traces together. */
  bodies(traceIds: readonly string[]): Promise<readonly TraceBody[]>;
  /**
   * The traces that may be of the same run, itself among them, as far as they have been settled: those that share a
   * session with it, and those that its process made meanwhile. At most 200.
   */
  companions(traceId: string): Promise<readonly string[]>;
  /** The trace for which this has been due for longest, if any; of several who ask at once each gets another. */
  claim(stage: TraceStage, at: number, until: number): Promise<TraceClaim | undefined>;
  /** Undoes a claim: it is due at once. Does nothing where the claim has run out or more spans have come. */
  release(claim: TraceClaim, at: number): Promise<void>;
  /** When the next one is due, claims that run out included. */
  nextDue(stage: TraceStage): Promise<number | undefined>;
  /** Notes what was found, and has it judged from then on, if at all; does nothing where more spans have come meanwhile. */
  settle(traceId: string, found: Found, at: number | undefined): Promise<void>;
  /** Keeps what was said of the trace when it had so many spans; does nothing where more have come meanwhile. */
  keepDiagnosis(traceId: string, spans: number, diagnosis: string): Promise<void>;
  /** What is kept of all spans that have come; more of them make it void. */
  diagnosis(traceId: string): Promise<string | undefined>;
  close(): void;
}
