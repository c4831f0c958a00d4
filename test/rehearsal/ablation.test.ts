import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import { families } from '#tasks';
import { allMechanisms } from './mechanisms.js';
import { planWithoutCheck } from './plans.js';
import { refOf, tried, type Trial, type Tried } from './trials.js';
import { isWithin } from './within.js';

const RUNS = 8;

describe.each(architectures().map(({ name }) => name))('agents that never err, as %s', (architecture) => {
  it.each(families().map(({ name }) => name))(
    'are right on all of %s that they can do, with and without every mechanism',
    async (family) => {
      const refs = Array.from({ length: RUNS }, (_, index) => refOf(family, index));
      const impossible = refs.filter((ref) => !isWithin(architecture, ref)).length;
      for (const parameters of [{}, allMechanisms(architecture)]) {
        const { failures } = await tried({ architecture, parameters, family, rates: {} }, RUNS);
        expect({ parameters, failures }).toEqual({ parameters, failures: impossible });
      }
    },
    60_000,
  );
});

interface Ablation {
  readonly mechanism: string;
  readonly without: Trial;
  readonly with: Partial<Trial>;
  readonly runs: number;
  /** What it is there to lower, and what it is paid with; failures and turns if absent. */
  readonly lowers?: keyof Tried;
  readonly costs?: keyof Tried;
}

const on = (architecture: string, family: string, rates: Trial['rates']): Trial => ({ architecture, family, rates });
const drift = { numericalDrift: 0.1 };

const ablations: readonly Ablation[] = [
  {
    mechanism: 'peerVerification of findings, against misreadings',
    without: on('centralized', 'crafting', { numericalDrift: 0.02 }),
    with: { parameters: { peerVerification: 1 } },
    runs: 260,
  },
  {
    mechanism: 'peerVerification of answers, against misreadings',
    without: on('decentralized', 'filings', { numericalDrift: 0.15, adoptMajority: 0.6 }),
    with: { parameters: { peerVerification: 1 } },
    runs: 60,
  },
  {
    mechanism: 'peerVerification of answers, against contradictions',
    without: on('decentralized', 'filings', { logicalContradiction: 0.15, adoptMajority: 0.6 }),
    with: { parameters: { peerVerification: 1 } },
    runs: 60,
  },
  {
    mechanism: 'peerVerification of findings, against omissions',
    without: on('hybrid', 'research', { contextOmission: 0.3 }),
    with: { parameters: { peerVerification: 1 } },
    runs: 40,
  },
  {
    mechanism: 'subproblemVerification, against misreadings',
    without: on('centralized', 'research', drift),
    with: { parameters: { subproblemVerification: 1 } },
    runs: 40,
  },
  {
    mechanism: 'subproblemVerification, against omissions',
    without: on('hybrid', 'filings', { contextOmission: 0.3 }),
    with: { parameters: { subproblemVerification: 1 } },
    runs: 40,
  },
  {
    mechanism: 'subproblemVerification, against work that was handed over wrongly',
    without: on('centralized', 'crafting', { coordinationFailure: 0.3 }),
    with: { parameters: { subproblemVerification: 1 } },
    runs: 30,
  },
  {
    mechanism: 'orchestratorSynthesis, against omissions',
    without: on('centralized', 'crafting', { contextOmission: 0.2 }),
    with: { parameters: { orchestratorSynthesis: 1 } },
    runs: 60,
    // It takes the place of the answer that would be given anyway.
    costs: 'tokens',
  },
  {
    mechanism: "consensus on an orchestrator's answer, against contradictions",
    without: on('centralized', 'filings', { logicalContradiction: 0.15 }),
    with: { parameters: { consensus: 60 } },
    runs: 40,
  },
  {
    mechanism: 'consensus of peers, against misreadings',
    without: { ...on('decentralized', 'filings', { numericalDrift: 0.15 }), parameters: { rounds: 1 } },
    with: { parameters: { rounds: 1, consensus: 100 } },
    runs: 50,
  },
  {
    mechanism: 'consensus of peers, against contradictions',
    without: on('decentralized', 'filings', { logicalContradiction: 0.3 }),
    with: { parameters: { consensus: 100 } },
    runs: 30,
    lowers: 'wrongAnswers',
  },
  {
    mechanism: 'a trial of the answer, against misreadings',
    without: { ...on('single', 'crafting', drift), planOf: planWithoutCheck },
    with: { planOf: undefined },
    runs: 60,
  },
];

/** More than two standard deviations of the difference of two counts. */
const isCertain = (fewer: number, more: number): boolean => more - fewer > 2 * Math.sqrt(more + fewer);

describe('a mechanism', () => {
  it.each(ablations)(
    '$mechanism, helps and has its price',
    async (ablation) => {
      const { without, runs, lowers = 'failures', costs = 'turns' } = ablation;
      const [before, after] = [await tried(without, runs), await tried({ ...without, ...ablation.with }, runs)];
      const worth = { helps: isCertain(after[lowers], before[lowers]), costs: after[costs] > before[costs] };
      expect({ before, after, ...worth }).toEqual({ before, after, helps: true, costs: true });
    },
    60_000,
  );
});
