/** Why a model stopped, whatever its vendor calls it. */
export type Stop = 'stop' | 'length' | 'context_full' | 'content_filter' | 'refusal' | 'malformed_call' | 'error';

/** A call as a vendor sent it; ids may be missing. */
export interface VendorCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** As `Usage` counts them: `input` with both cache parts, `output` with reasoning. */
export interface TokenCounts {
  readonly input?: number | undefined;
  readonly output?: number | undefined;
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
  readonly reasoning?: number | undefined;
}

/** What a vendor answered, whole or gathered from a stream; not judged yet. What it left out is empty or absent. */
export interface VendorReply {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly calls: readonly VendorCall[];
  readonly stop: Stop;
  /** The vendor's words on a refusal or a filter. */
  readonly reason: string;
  readonly usage?: TokenCounts | undefined;
  /** Reasoning and the like, as `packParts` made it. */
  readonly parts?: string | undefined;
}
