import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import type { TaskRef } from '#events';
import { RATES, rehearsalProvider } from '#llm';
import { FAULTLESS } from '#llm/testing';
import { families } from '#tasks';
import { allMechanisms } from './mechanisms.js';
import { passes } from './passes.js';
import { isWithin } from './within.js';
import { plan } from './plans.js';
import { play } from './play.js';

const provider = rehearsalProvider({ planOf: plan, rates: { ...RATES, faultless: FAULTLESS } });
const refsOf = ({ name, levels }: { readonly name: string; readonly levels: readonly number[] }): readonly TaskRef[] =>
  levels.flatMap((level) => [0, 1].map((index) => ({ family: name, seed: 5, index, level })));
const stages = families().flatMap((family) =>
  architectures().map(({ name }) => ({ architecture: name, family: family.name, refs: refsOf(family) })),
);

describe.each(stages)('a rehearsal of $architecture on $family', ({ architecture, refs }) => {
  it('ends right on every task that its agents can do when nobody errs', async () => {
    for (const ref of refs) {
      const played = await play(provider, { architecture, model: 'faultless', ref });
      const { answers, events } = played;
      const outcome = { ref, answers, end: events.at(-1)?.type, passed: passes(ref, played) };
      expect(outcome).toMatchObject({ passed: isWithin(architecture, ref) });
    }
  }, 60_000);

  it('ends, and the same way each time, when agents err, with and without every mechanism', async () => {
    for (const parameters of [{}, allMechanisms(architecture)]) {
      for (const ref of refs.slice(-2)) {
        const again = () => play(provider, { architecture, parameters, model: 'rehearsal-low', ref });
        const [first, second] = [await again(), await again()];
        expect(first.events.at(-1)?.type).toMatch(/^Run(Completed|Failed)$/);
        expect(second.events).toEqual(first.events);
      }
    }
  }, 60_000);
});
