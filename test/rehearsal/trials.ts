import type { Parameters, RunEvent, TaskRef } from '#events';
import { rehearsalProvider, type Rates } from '#llm';
import { FAULTLESS } from '#llm/testing';
import { passes } from './passes.js';
import { plan } from './plans.js';
import { play } from './play.js';

/** A system and a task family to try it on, with agents that err in no other way than these. */
export interface Trial {
  readonly architecture: string;
  readonly parameters?: Parameters;
  readonly family: string;
  readonly rates: Partial<Rates>;
  readonly planOf?: typeof plan | undefined;
}

/** What came of a number of runs. */
export interface Tried {
  /** Runs without the right answer. */
  readonly failures: number;
  /** Of these, runs that gave a wrong one. */
  readonly wrongAnswers: number;
  readonly turns: number;
  readonly tokens: number;
}

export const refOf = (family: string, index: number): TaskRef => ({ family, seed: 11, index, level: 2 });

/** Each run has a task and a seed of its own; the same for every trial. */
export async function tried(trial: Trial, runs: number): Promise<Tried> {
  const rates = { model: { ...FAULTLESS, ...trial.rates } };
  const provider = rehearsalProvider({ planOf: trial.planOf ?? plan, rates });
  const { architecture, parameters = {}, family } = trial;
  const sum = { failures: 0, wrongAnswers: 0, turns: 0, tokens: 0 };
  for (let index = 0; index < runs; index++) {
    const ref = refOf(family, index);
    const played = await play(provider, { architecture, parameters, model: 'model', ref, seed: index });
    const { answers, events } = played;
    const isRight = passes(ref, played);
    sum.failures += isRight ? 0 : 1;
    sum.wrongAnswers += isRight || answers.length === 0 ? 0 : 1;
    sum.turns += turnsIn(events).length;
    sum.tokens += turnsIn(events).reduce((total, { data }) => total + data.report!.usage.output!, 0);
  }
  return sum;
}

const turnsIn = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'TurnRecorded');
