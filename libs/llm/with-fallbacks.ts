import type { FailureCode, ModelSpec } from '#events';
import {
  isProviderError,
  ProviderError,
  type ModelAnswer,
  type ModelDelta,
  type ModelName,
  type ModelRequest,
  type Provider,
} from './port.js';
import { withoutUnsupported } from './unsupported.js';

type Lookup = (provider: string) => Provider | undefined;

/** What another model may not run into. */
const MOVES_ON: ReadonlySet<FailureCode> = new Set([
  'rate_limited',
  'overloaded',
  'server_error',
  'connection_failed',
  'authentication_failed',
  'permission_denied',
  'model_not_found',
  'provider_unknown',
]);

/**
 * Asks the fallbacks of the request's model, in their order, when it cannot answer; `by` in the answer or the error says
 * who was asked last. A failed call that is known to have used something ends the attempt instead, so that its spend is
 * recorded; and so does a stream that has said something.
 */
export function withFallbacks(name: string, providerOf: Lookup): Provider {
  return {
    name,
    async complete(request): Promise<ModelAnswer> {
      const failures = new Failures(request);
      for (const model of candidates(request.model)) {
        try {
          return { ...(await providerFor(model, providerOf).complete({ ...request, model })), ...by(model, request) };
        } catch (error) {
          failures.add(error, model);
        }
      }
      throw failures.error();
    },
    async *stream(request): AsyncGenerator<ModelDelta> {
      const failures = new Failures(request);
      for (const model of candidates(request.model)) {
        let begun = false;
        try {
          for await (const item of providerFor(model, providerOf).stream({ ...request, model })) {
            begun = true;
            yield 'answer' in item ? { answer: { ...item.answer, ...by(model, request) } } : item;
          }
          return;
        } catch (error) {
          if (begun) throw failures.named(error, model);
          failures.add(error, model);
        }
      }
      throw failures.error();
    },
  };
}

/** A fallback has the model's parameters, but for those that its own vendor does not take, and its address at the same provider. */
function candidates({ fallbacks = [], ...model }: ModelSpec): readonly ModelSpec[] {
  const others = fallbacks.map((fallback) => {
    const { baseUrl, ...rest } = { ...model, ...fallback };
    const address = baseUrl === undefined || fallback.provider !== model.provider ? {} : { baseUrl };
    return withoutUnsupported({ ...rest, ...address });
  });
  return [model, ...others];
}

function providerFor({ provider }: ModelSpec, providerOf: Lookup): Provider {
  const found = providerOf(provider);
  if (found !== undefined) return found;
  throw new ProviderError('provider_unknown', `no provider named "${provider}" is configured here`, {
    retryable: false,
  });
}

function by({ provider, model }: ModelSpec, { model: first }: ModelRequest): { readonly by?: ModelName } {
  return provider === first.provider && model === first.model ? {} : { by: { provider, model } };
}

const movesOn = ({ code, details }: ProviderError): boolean => MOVES_ON.has(code) && details.usage === undefined;

/** The failures of the models that were asked so far. */
class Failures {
  private readonly all: ProviderError[] = [];
  constructor(private readonly request: ModelRequest) {}

  /** @throws the error when nobody else should be asked after it */
  add(error: unknown, model: ModelSpec): void {
    const named = this.named(error, model);
    if (!isProviderError(named) || this.request.signal.aborted || !movesOn(named)) throw named;
    this.all.push(named);
  }

  /** The error with the model that it came from. */
  named(error: unknown, model: ModelSpec): unknown {
    if (!isProviderError(error)) return error;
    return new ProviderError(error.code, error.message, { ...error.details, ...by(model, this.request) });
  }

  /** The first of them, which can be tried again if one of them can, as soon as the soonest. */
  error(): ProviderError {
    const code = this.all[0]?.code ?? 'provider_unknown';
    const retryable = this.all.filter(({ details }) => details.retryable);
    const waits = retryable.flatMap(({ details: { retryAfterMs } }) =>
      retryAfterMs === undefined ? [] : [retryAfterMs],
    );
    return new ProviderError(code, this.all.map(({ message }) => message).join('; then '), {
      retryable: retryable.length > 0,
      ...(waits.length > 0 && waits.length === retryable.length ? { retryAfterMs: Math.min(...waits) } : {}),
    });
  }
}
