import type { FailureCode, ModelSpec } from '#events';
import { LRUCache } from 'lru-cache';
import { abortedError } from './abort.js';
import { gated, type CallEnd, type Leave } from './call-gate.js';
import { Circuit, type Shown } from './circuit.js';
import { isProviderError, ProviderError, type ModelRequest, type Provider } from './port.js';

export interface BreakerSettings {
  /** Outages in a row after which a model is left alone. */
  readonly failures: number;
  /** How long, before one call tries it again. */
  readonly restMs: number;
  readonly now: () => number;
}

/** What is wrong with the vendor, and not with a request, a key or a quota. */
const OUTAGES: ReadonlySet<FailureCode> = new Set(['overloaded', 'server_error', 'connection_failed', 'timed_out']);
/** Models whose state is kept; names come from requests. */
const MOST_MODELS = 1_000;

/**
 * Leaves a model alone that fails again and again: calls are refused at once as `overloaded` until a rest has passed and
 * one of them has reached it. Each model at each address for itself, and for this process alone.
 */
export function withBreaker(provider: Provider, settings: BreakerSettings): Provider {
  const { failures, restMs, now } = settings;
  const circuits = new LRUCache<string, Circuit>({ max: MOST_MODELS });
  const circuitOf = ({ model, baseUrl = '' }: ModelSpec): Circuit => {
    const key = `${model} ${baseUrl}`;
    const circuit = circuits.get(key) ?? new Circuit(failures, restMs, now);
    circuits.set(key, circuit);
    return circuit;
  };
  return gated(provider, (request) => enter(circuitOf(request.model), request, settings));
}

function enter(circuit: Circuit, { model, signal }: ModelRequest, settings: BreakerSettings): Leave {
  if (signal.aborted) throw abortedError();
  const tell = circuit.enter();
  if (tell === undefined) throw restingError(model, settings);
  return (end) => {
    tell(shownBy(end, signal));
  };
}

/** A call that ended because its caller gave it up says nothing of the model. */
function shownBy(end: CallEnd, signal: AbortSignal): Shown {
  if (end === 'left') return 'nothing';
  if ('answer' in end) return 'answer';
  if (signal.aborted || !isProviderError(end.error)) return 'nothing';
  return OUTAGES.has(end.error.code) ? 'outage' : 'other_failure';
}

const restingError = ({ provider, model }: ModelSpec, { failures, restMs }: BreakerSettings): ProviderError =>
  new ProviderError('overloaded', `${provider}/${model} has failed ${failures} times in a row and is left alone`, {
    retryable: true,
    retryAfterMs: restMs,
  });
