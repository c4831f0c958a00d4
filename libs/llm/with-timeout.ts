import { orAborted } from './abort.js';
import {
  isProviderError,
  ProviderError,
  type ModelAnswer,
  type ModelDelta,
  type ModelRequest,
  type Provider,
} from './port.js';
import { estimateUsage } from './usage-estimate.js';

export interface TimeLimits {
  /** For the whole call. */
  readonly totalMs: number;
  /** For a stream to say something again. */
  readonly idleMs: number;
}

/** Gives up a call that takes too long, even when the provider ignores its signal. */
export function withTimeout(provider: Provider, limits: TimeLimits): Provider {
  return {
    name: provider.name,
    complete: (request) => complete(provider, request, limits),
    stream: (request) => stream(provider, request, limits),
  };
}

async function complete(provider: Provider, request: ModelRequest, { totalMs }: TimeLimits): Promise<ModelAnswer> {
  const limit = new Limit(request.signal);
  limit.in(totalMs, `the model gave no answer within ${totalMs} ms`);
  try {
    return await limit.race(provider.complete({ ...request, signal: limit.signal }));
  } finally {
    limit.clear();
  }
}

async function* stream(provider: Provider, request: ModelRequest, limits: TimeLimits): AsyncGenerator<ModelDelta> {
  const total = new Limit(request.signal);
  total.in(limits.totalMs, `the model's stream took longer than ${limits.totalMs} ms`);
  const idle = new Limit(total.signal);
  const items = provider.stream({ ...request, signal: idle.signal })[Symbol.asyncIterator]();
  let said: string | undefined;
  try {
    for (;;) {
      idle.in(limits.idleMs, `the model's stream stood still for ${limits.idleMs} ms`);
      const item = await total.race(idle.race(items.next()));
      if (item.done === true) return;
      if ('delta' in item.value) said = (said ?? '') + item.value.delta;
      yield item.value;
    }
  } catch (error) {
    throw said === undefined ? error : withSpend(error, request, said);
  } finally {
    total.clear();
    idle.clear();
    // Not awaited: a provider that stands still would hold us up.
    void items.return?.().catch(() => undefined);
  }
}

/** A stream that had begun has cost something, also when it is given up. */
function withSpend(error: unknown, request: ModelRequest, text: string): unknown {
  if (!isProviderError(error) || error.details.usage !== undefined) return error;
  const usage = estimateUsage(request, { text, calls: [] });
  return new ProviderError(error.code, error.message, { ...error.details, usage });
}

/** One time limit beside a caller's signal. */
class Limit {
  private readonly own = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.own.signal]);
  }

  /** Starts the clock, anew when it is running. */
  in(ms: number, message: string): void {
    this.clear();
    this.timer = setTimeout(() => {
      this.own.abort(message);
    }, ms);
  }

  clear(): void {
    clearTimeout(this.timer);
  }

  /** Settles as the promise does, or rejects when the limit or the outer signal comes first; the limit says its message. */
  async race<T>(promise: Promise<T>): Promise<T> {
    try {
      return await orAborted(promise, this.signal);
    } catch (error) {
      if (!this.own.signal.aborted) throw error;
      throw new ProviderError('timed_out', String(this.own.signal.reason), { retryable: true });
    }
  }
}
