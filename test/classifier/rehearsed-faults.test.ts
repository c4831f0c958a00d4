import { describe, expect, it } from '@jest/globals';
import { diagnose } from '#taxonomy';
import type { Trajectory } from '#trajectory';
import { faultyRuns, type FaultyRun } from './rehearsed-faults.js';

/** The turn that a step belongs to: a message is written in its sender's latest. */
function turnOf({ steps }: Trajectory, index: number | undefined): string | undefined {
  const step = index === undefined ? undefined : steps[index];
  if (step?.kind !== 'message') return step?.turnId;
  const turn = steps.slice(0, index).findLast(({ kind, agent }) => kind === 'turn' && agent === step.agent);
  return turn?.kind === 'turn' ? turn.turnId : undefined;
}

/** Shares of the runs whose diagnosis names a turn in which an agent erred on purpose, and a mode in which it did. */
function shares(runs: readonly FaultyRun[]): { readonly turn: number; readonly mode: number } {
  const results = runs.map(({ trajectory, task, slips }) => {
    const { label, step } = diagnose(trajectory, { task });
    const turn = turnOf(trajectory, step);
    return { turn: slips.some(({ turnId }) => turnId === turn), mode: slips.some(({ mode }) => mode === label) };
  });
  const share = (holds: (result: (typeof results)[number]) => boolean): number =>
    results.filter(holds).length / results.length;
  return { turn: share(({ turn }) => turn), mode: share(({ mode }) => mode) };
}

describe('runs that failed of what their agents got wrong on purpose', () => {
  it.each([
    [{ numericalDrift: 0.15 }, 0.9, 0.9],
    [{ contextOmission: 0.2 }, 0.7, 0.9],
    [{ logicalContradiction: 0.1 }, 0.9, 0.9],
    [{ coordinationFailure: 0.25 }, 0.8, 0.8],
  ])(
    'are traced to a turn with an error of the same class: %p',
    async (rates, turn, mode) => {
      const runs = await faultyRuns(rates, 4);
      expect(runs.length).toBeGreaterThan(4);
      const found = shares(runs);
      expect(found.turn).toBeGreaterThanOrEqual(turn);
      expect(found.mode).toBeGreaterThanOrEqual(mode);
    },
    120_000,
  );
});
