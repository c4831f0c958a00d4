import type { AgentId, CallReport, FailureCode, ModelSpec, RunId, TaskRef, TurnId, Usage, VendorParts } from '#events';

/** One message of a conversation, every blob loaded. */
export type ModelMessage =
  | { readonly role: 'user'; readonly text: string }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly calls: readonly RequestedCall[];
      readonly vendor?: { readonly provider: string; readonly parts: string };
    }
  | { readonly role: 'tool'; readonly callId: string; readonly name: string; readonly text: string };

/** A call as the model asked for it; `arguments` is its JSON text verbatim, valid or not. */
export interface RequestedCall {
  readonly callId: string;
  readonly name: string;
  readonly arguments: string;
}

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the answer's text has to be: JSON that fits `schema`, which may be no more than a hint where a vendor cannot hold to it. */
export interface OutputFormat {
  /** Of letters, digits, `_` and `-`, 64 at most. */
  readonly name: string;
  /** JSON Schema, of an object. Objects that are closed, with everything required, are what all vendors can hold to. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  readonly model: ModelSpec;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly OfferedTool[];
  readonly toolChoice: 'auto' | 'required' | 'none';
  readonly output?: OutputFormat;
  /** Who asks, and for what; nothing of it is sent to a vendor. */
  readonly origin: RequestOrigin;
  readonly signal: AbortSignal;
}

export interface RequestOrigin {
  readonly runId: RunId;
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly agentId: AgentId;
  /** That of the activation; a repair has the purpose of what it repairs. */
  readonly purpose: string;
  readonly remaining: number;
  readonly seed: number;
  readonly taskRef?: TaskRef;
  /** Members that a delegating agent may address. */
  readonly team: readonly AgentId[];
}

export interface ModelAnswer {
  readonly text: string;
  readonly calls: readonly RequestedCall[];
  readonly vendor?: { readonly provider: VendorParts['provider']; readonly parts: string };
  readonly finishReason: NonNullable<CallReport['finishReason']>;
  readonly usage: Usage;
  /** The model that says it answered. */
  readonly answered?: string;
  readonly responseId?: string;
  readonly server?: string;
  readonly firstTokenAt?: number;
  /** Who was asked, where that was not the request's own model but a fallback of it. */
  readonly by?: ModelName;
  /** What may still be asked of the vendor; of use to rate limits alone. */
  readonly quota?: Quota;
  /** Rehearsal's own record of the errors that it made, JSON; only a scorer may read it. */
  readonly injected?: string;
}

export type ModelName = Pick<ModelSpec, 'provider' | 'model'>;

/** What a vendor says is left of its limits on one model, before the answer that says so is counted again. */
export interface Quota {
  readonly requests?: Allowance;
  readonly tokens?: Allowance;
}

/** `resetsAt` in epoch milliseconds. */
export interface Allowance {
  readonly remaining: number;
  readonly resetsAt: number;
}

/** `answer` is the last item of a stream that succeeds. A `delta` without text says that the model is at work. */
export type ModelDelta = { readonly delta: string } | { readonly answer: ModelAnswer };

/** A model vendor. Both methods reject with a `ProviderError` and honour the request's signal. */
export interface Provider {
  readonly name: string;
  complete(request: ModelRequest): Promise<ModelAnswer>;
  stream(request: ModelRequest): AsyncIterable<ModelDelta>;
}

/** `usage` is what the failed call is known or estimated to have used; `by` is as in an answer. */
export interface FailureDetails {
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly usage?: Usage;
  readonly by?: ModelName;
}

/** What went wrong, and whether asking again can help. */
export class ProviderError extends Error {
  readonly marker = 'parley.provider-error';
  constructor(
    readonly code: FailureCode,
    message: string,
    readonly details: FailureDetails,
  ) {
    super(message);
  }
}

export const isProviderError = (error: unknown): error is ProviderError =>
  typeof error === 'object' && error !== null && 'marker' in error && error.marker === 'parley.provider-error';
