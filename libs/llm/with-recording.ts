import type { FailureCode } from '#events';
import { gated, type CallEnd } from './call-gate.js';
import { isProviderError, type FailureDetails, type ModelAnswer, type ModelRequest, type Provider } from './port.js';

/** One call, for tests, cassettes and diagnostics. It has no keys: they are the provider's, and cut out of URLs. */
export interface RecordedCall {
  readonly provider: string;
  readonly request: Omit<ModelRequest, 'signal'>;
  readonly outcome: { readonly answer: ModelAnswer } | RecordedFailure;
}

interface RecordedFailure extends FailureDetails {
  readonly failed: FailureCode | 'unknown';
  readonly message: string;
}

/** Tells a sink of every call that has ended; a stream that its reader leaves early has not. */
export function withRecording(provider: Provider, sink: (call: RecordedCall) => void): Provider {
  return gated(provider, (request) =>
    Promise.resolve((end: CallEnd) => {
      if (end !== 'left') sink({ provider: provider.name, request: recorded(request), outcome: outcomeOf(end) });
    }),
  );
}

function outcomeOf(end: Exclude<CallEnd, 'left'>): RecordedCall['outcome'] {
  if ('answer' in end) return end;
  const { error } = end;
  if (isProviderError(error)) return { failed: error.code, message: error.message, ...error.details };
  return { failed: 'unknown', message: error instanceof Error ? error.message : String(error), retryable: false };
}

function recorded({ signal: _, ...request }: ModelRequest): RecordedCall['request'] {
  const { baseUrl } = request.model;
  if (baseUrl === undefined) return request;
  return { ...request, model: { ...request.model, baseUrl: withoutCredentials(baseUrl) } };
}

/** The URL without user, password and query, where keys may stand. */
export function withoutCredentials(text: string): string {
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
