import type { FailureCode } from '#events';
import { isProviderError, type ModelAnswer, type ModelDelta, type ModelRequest, type Provider } from './port.js';

/** One call, for tests and diagnostics. It has no secrets: keys are the provider's, and credentials are cut out of URLs. */
export interface RecordedCall {
  readonly provider: string;
  readonly request: Omit<ModelRequest, 'signal'>;
  readonly outcome:
    { readonly answer: ModelAnswer } | { readonly failed: FailureCode | 'unknown'; readonly message: string };
}

/** Tells a sink of every call that has ended; a stream that its reader leaves early has not. */
export function withRecording(provider: Provider, sink: (call: RecordedCall) => void): Provider {
  const record = (request: ModelRequest, outcome: RecordedCall['outcome']) => {
    sink({ provider: provider.name, request: recorded(request), outcome });
  };
  return {
    name: provider.name,
    async complete(request): Promise<ModelAnswer> {
      try {
        const answer = await provider.complete(request);
        record(request, { answer });
        return answer;
      } catch (error) {
        record(request, failure(error));
        throw error;
      }
    },
    async *stream(request): AsyncGenerator<ModelDelta> {
      try {
        for await (const item of provider.stream(request)) {
          if ('answer' in item) record(request, item);
          yield item;
        }
      } catch (error) {
        record(request, failure(error));
        throw error;
      }
    },
  };
}

function failure(error: unknown): RecordedCall['outcome'] {
  const message = error instanceof Error ? error.message : String(error);
  return { failed: isProviderError(error) ? error.code : 'unknown', message };
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
