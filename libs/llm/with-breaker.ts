import type { FailureCode, ModelSpec } from '#events';
import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { abortedError, orAborted } from './abort.js';
import { gated, type CallEnd, type Leave } from './call-gate.js';
import { isProviderError, ProviderError, type ModelRequest, type Provider } from './port.js';

export interface BreakerSettings {
  /** Outages in a row after which a model is left alone. */
  readonly failures: number;
  /** How long, before one call tries it again. */
  readonly restMs: number;
}

/** What is wrong with the vendor, and not with a request, a key or a quota. */
const OUTAGES: ReadonlySet<FailureCode> = new Set(['overloaded', 'server_error', 'connection_failed', 'timed_out']);
/** Models whose state is kept; names come from requests. */
const MOST_MODELS = 1_000;

/**
 * Leaves a model alone that fails again and again: calls are refused at once as `overloaded` until a rest has passed and
 * one of them has been answered. Each model at each address for itself, and for this process alone.
 */
export function withBreaker(provider: Provider, settings: BreakerSettings): Provider {
  const circuits = new LRUCache<string, CircuitBreakerPolicy>({ max: MOST_MODELS });
  const circuitOf = ({ model, baseUrl = '' }: ModelSpec): CircuitBreakerPolicy => {
    const key = `${model} ${baseUrl}`;
    const circuit = circuits.get(key) ?? newCircuit(settings);
    circuits.set(key, circuit);
    return circuit;
  };
  return gated(provider, async (request) => {
    try {
      return await enter(circuitOf(request.model), request);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw restingError(request.model, settings);
    }
  });
}

const newCircuit = ({ failures, restMs }: BreakerSettings): CircuitBreakerPolicy =>
  circuitBreaker(handleWhen(isOutage), { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) });

const isOutage = (error: unknown): boolean => isProviderError(error) && OUTAGES.has(error.code);

/** A call that ended because its caller gave it up says nothing of the model. */
class Abandoned extends Error {}

/** Holds the circuit's execution open from here to the end of the call. */
function enter(circuit: CircuitBreakerPolicy, { signal }: ModelRequest): Promise<Leave> {
  const entered = Promise.withResolvers<Leave>();
  const executed = circuit.execute(() => {
    if (signal.aborted) throw new Abandoned();
    const ended = Promise.withResolvers<undefined>();
    entered.resolve((end) => {
      settle(ended, end, signal);
    });
    return ended.promise;
  });
  executed.catch((error: unknown) => {
    entered.reject(error instanceof Abandoned ? abortedError() : error);
  });
  return orAborted(entered.promise, signal);
}

function settle(ended: PromiseWithResolvers<undefined>, end: CallEnd, signal: AbortSignal): void {
  if (end === 'left' || 'answer' in end) ended.resolve(undefined);
  else ended.reject(signal.aborted ? new Abandoned() : end.error);
}

const restingError = ({ provider, model }: ModelSpec, { failures, restMs }: BreakerSettings): ProviderError =>
  new ProviderError('overloaded', `${provider}/${model} has failed ${failures} times in a row and is left alone`, {
    retryable: true,
    retryAfterMs: restMs,
  });
