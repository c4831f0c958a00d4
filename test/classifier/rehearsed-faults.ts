import type { FailureMode } from '#taxonomy';
import { rehearsalProvider, type Provider, type Rates } from '#llm';
import { FAULTLESS } from '#llm/testing';
import { taskOf } from '#tasks';
import { trajectoryOf, type Trajectory } from '#trajectory';
import { passes } from '../rehearsal/passes.js';
import { plan } from '../rehearsal/plans.js';
import { play } from '../rehearsal/play.js';
import { stages } from './soil.js';

interface Slip {
  readonly turnId: string;
  readonly mode: FailureMode;
}

/** A rehearsed run that missed its goal, and what its agents got wrong on purpose, in order. */
export interface FaultyRun {
  readonly trajectory: Trajectory;
  readonly task: string;
  readonly slips: readonly Slip[];
}

/** Runs at these rates whose answer is wrong. */
export async function faultyRuns(rates: Partial<Rates>, runs: number): Promise<readonly FaultyRun[]> {
  const faulty: FaultyRun[] = [];
  for (const { ref, architecture, seed } of stages(runs)) {
    const slips: Slip[] = [];
    const provider = noting(slips, rehearsalProvider({ planOf: plan, rates: { model: { ...FAULTLESS, ...rates } } }));
    const played = await play(provider, { architecture, model: 'model', ref, seed });
    const trajectory = trajectoryOf(played.events);
    const task = taskOf(ref);
    if (trajectory === undefined || !('ok' in task) || slips.length === 0 || passes(ref, played)) continue;
    const { input } = task.ok.brief;
    faulty.push({
      trajectory: { ...trajectory, status: 'failed' },
      task: typeof input === 'string' ? input : '',
      slips,
    });
  }
  return faulty;
}

/** The provider's own record of what it planted. */
const noting = (slips: Slip[], provider: Provider): Provider => ({
  ...provider,
  complete: async (request) => {
    const answer = await provider.complete(request);
    const injected =
      answer.injected === undefined ? [] : (JSON.parse(answer.injected) as { slips: { mode: FailureMode }[] }).slips;
    slips.push(...injected.map(({ mode }) => ({ mode, turnId: request.origin.turnId })));
    return answer;
  },
});
