import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import type { TaskRef } from '#events';
import { grade, planOf, taskOf } from '#tasks';
import { rehearsedRun } from '../testing/rehearsed-run.js';
import { RATES, type Rates } from './rates.js';
import { rehearsalProvider } from './rehearsal-provider.js';

const FAULTLESS: Rates = {
  numericalDrift: 0,
  contextOmission: 0,
  logicalContradiction: 0,
  coordinationFailure: 0,
  adoptMajority: 1,
};
const provider = rehearsalProvider({ planOf, rates: { ...RATES, faultless: FAULTLESS } });
const refs = Array.from({ length: 9 }, (_, index): TaskRef => ({
  family: 'filings',
  seed: 5,
  index,
  level: 1 + (index % 3),
}));
const architectureNames = architectures().map(({ name }) => name);

function passes(ref: TaskRef, answers: readonly string[]): boolean {
  const task = taskOf(ref);
  const verdict = 'ok' in task ? grade(task.ok.grader, answers) : undefined;
  return verdict !== undefined && 'passed' in verdict && verdict.passed;
}

describe.each(architectureNames)('a rehearsal of %s', (architecture) => {
  it('reaches the exact answer of every task when nobody errs', async () => {
    for (const ref of refs) {
      const { answers } = await rehearsedRun(provider, { architecture, model: 'faultless', ref });
      expect({ ref, answers, passed: passes(ref, answers) }).toMatchObject({ passed: true });
    }
  });

  it('ends, and the same way each time, when agents err', async () => {
    for (const ref of refs.slice(0, 3)) {
      const play = () => rehearsedRun(provider, { architecture, model: 'rehearsal-low', ref });
      const [first, again] = [await play(), await play()];
      expect(first.events.at(-1)?.type).toBe('RunCompleted');
      expect(again.events).toEqual(first.events);
    }
  });
});
