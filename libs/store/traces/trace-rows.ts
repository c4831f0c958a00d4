import type { Generated } from 'kysely';
import type { OtlpEncoding } from '#trajectory';

/** Parts and keys go with their trace. */
export interface TraceTables {
  readonly receivedTraces: TraceRow;
  readonly receivedParts: PartRow;
  readonly receivedKeys: { readonly traceId: string; readonly key: string };
}

/** `dueAt`: of a trace without findings when it is to be read, of another when it is to be judged. */
export interface TraceRow {
  readonly traceId: string;
  readonly receivedAt: number;
  readonly updatedAt: number;
  readonly spans: number;
  readonly bytes: number;
  readonly hasRoot: 0 | 1;
  readonly dueAt: number | null;
  readonly tries: number;
  /** JSON. */
  readonly findings: string | null;
  /** Of the run in it, as it was when it was last read. */
  readonly service: string | null;
  /** Which process sent it, and from when until when it lasted. */
  readonly process: string | null;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly diagnosis: string | null;
}

interface PartRow {
  readonly traceId: string;
  readonly hash: string;
  readonly place: Generated<number>;
  readonly encoding: OtlpEncoding;
  readonly body: Uint8Array;
}
