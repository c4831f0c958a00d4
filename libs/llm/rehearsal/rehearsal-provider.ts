import type { TaskRef } from '#events';
import type { ReferencePlan } from '#tasks';
import { setTimeout as sleep } from 'node:timers/promises';
import { abortedError } from '../abort.js';
import { ProviderError, type ModelAnswer, type ModelDelta, type ModelRequest, type Provider } from '../port.js';
import { estimateUsage } from '../usage-estimate.js';
import { actIn } from './act.js';
import { chanceOf, type Chance } from './chance.js';
import { RATES } from './default-rates.js';
import { parseRates, type RatesByModel } from './rates.js';
import type { Act, Scene } from './scene.js';

export interface RehearsalSettings {
  /** How a task is solved; the provider is the only part that is given this. */
  readonly planOf: (ref: TaskRef) => ReferencePlan | undefined;
  /** By model name; ours if absent. */
  readonly rates?: RatesByModel;
  /** How long an answer takes, drawn for each turn; no time at all if absent. */
  readonly latencyMs?: { readonly min: number; readonly max: number };
}

/**
 * Models that are rehearsed: agents that know only the facts that stand in their own request and err at given rates.
 * The same task, seed and turn give the same answer. What an agent got wrong on purpose is in `injected`, as JSON
 * `{"slips": [...]}`; nothing is there when it made no error. `calling` is of no account: a rehearsal calls natively.
 * @throws RangeError that names the rates that are none
 */
export function rehearsalProvider({ planOf, rates = RATES, latencyMs }: RehearsalSettings): Provider {
  const casting = { planOf, rates: parseRates(rates) };
  const complete = async (request: ModelRequest): Promise<ModelAnswer> => {
    const scene = sceneOf(request, casting);
    await pass(latencyMs, scene.chance, request.signal);
    return modelAnswer(request, await actIn(scene));
  };
  return {
    name: 'rehearsal',
    complete,
    async *stream(request): AsyncGenerator<ModelDelta> {
      const answer = await complete(request);
      for (const delta of answer.text.match(/\S+\s*/g) ?? []) yield { delta };
      yield { answer };
    },
  };
}

function sceneOf(
  request: ModelRequest,
  { planOf, rates }: Required<Pick<RehearsalSettings, 'planOf' | 'rates'>>,
): Scene {
  const { origin, model } = request;
  const plan = origin.taskRef && planOf(origin.taskRef);
  if (plan === undefined) {
    const message =
      'a rehearsal needs a generated task with a reference plan; to work on this task use a model server (--base-url) or a vendor (--live)';
    throw new ProviderError('rehearsal_impossible', message, { retryable: false });
  }
  const ownRates = Object.hasOwn(rates, model.model) ? rates[model.model] : undefined;
  if (ownRates === undefined) {
    const message = `there is no rehearsal model "${model.model}"; use ${Object.keys(rates).join(', ')}`;
    throw new ProviderError('model_not_found', message, { retryable: false });
  }
  return { request, plan, rates: ownRates, chance: chanceOf(origin) };
}

async function pass(latency: RehearsalSettings['latencyMs'], chance: Chance, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw abortedError();
  if (latency === undefined) return;
  const ms = latency.min + chance('latency') * (latency.max - latency.min);
  await sleep(ms, undefined, { signal }).catch(() => {
    throw abortedError();
  });
}

function modelAnswer(request: ModelRequest, { text, calls: planned, slips }: Act): ModelAnswer {
  const calls = planned.map((call, position) => ({
    callId: `${request.origin.turnId}.${position + 1}`,
    name: call.name,
    arguments: JSON.stringify(call.arguments),
  }));
  return {
    text,
    calls,
    finishReason: calls.length > 0 ? 'tool_calls' : 'stop',
    usage: estimateUsage(request, { text, calls }),
    answered: request.model.model,
    ...(slips.length === 0 ? {} : { injected: JSON.stringify({ slips }) }),
  };
}
