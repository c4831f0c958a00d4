import type { OtlpEncoding } from '#trajectory';

/** Spans under one resource. The parts of a request stay as they came: nothing is lost by sorting them. */
export interface Group<Part> {
  readonly resource: Part;
  readonly scopes: readonly Scope<Part>[];
}

/** Spans of one instrumentation. */
export interface Scope<Part> {
  readonly scope: Part;
  readonly spans: readonly Part[];
}

/** What must be known of a span to keep it. */
export interface SpanHead {
  /** In lower-case hexadecimal digits. */
  readonly traceId: string;
  readonly isRoot: boolean;
  /** It tells of a run that Parley itself hosts. */
  readonly isOurs: boolean;
}

/** How requests are written. */
export interface Encoding<Part> {
  readonly name: OtlpEncoding;
  /** @throws UnusableRequest for a body that is none, or too large to be read */
  groupsIn(body: Uint8Array): readonly Group<Part>[];
  /**
   * It is of a process of Parley's.
   * @throws UnusableRequest where no reader could use what stands around its spans
   */
  isOurs(group: Group<Part>): boolean;
  /** Undefined for a span that no reader could use. */
  headOf(span: Part): SpanHead | undefined;
  /** That it takes in a request. */
  bytesOf(part: Part): number;
  requestOf(groups: readonly Group<Part>[]): Uint8Array;
}

/** Spans that carry it are ours. */
export const OUR_RUN = 'parley.run.id';
