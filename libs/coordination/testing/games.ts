import { asAgentId, type ControlFact } from '#events';
import fc from 'fast-check';
import { architectureOf, architectures } from '../registry.js';
import type { Activation, View } from '../view.js';
import { emptyView, type Outcome } from './view-builder.js';

/** An architecture with the mechanisms that are on, by their switches. */
export interface Combination {
  readonly architecture: string;
  readonly on: readonly string[];
}

/** Every architecture with every set of its mechanisms. */
export const COMBINATIONS: readonly Combination[] = architectures().flatMap(({ name: architecture }) => {
  const switches = architectureOf(architecture)!.mechanisms.map((one) => one.switch.name);
  const subsets = switches.reduce<readonly (readonly string[])[]>(
    (sets, one) => [...sets, ...sets.map((set) => [...set, one])],
    [[]],
  );
  return subsets.map((on) => ({ architecture, on }));
});

/** A run to be played: its small parameters, and what everybody says, sensible or not. */
export interface Game {
  readonly architecture: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Depends on who speaks, and how often that agent has had the floor, never on the order of events. */
  readonly outcomeOf: (activation: Activation) => Outcome;
  readonly order: (...of: readonly unknown[]) => number;
}

/** Small values of every parameter that there is, with every mechanism on. */
const parameters: fc.Arbitrary<Readonly<Record<string, number>>> = fc.record({
  turns: fc.integer({ min: 1, max: 4 }),
  agents: fc.integer({ min: 1, max: 5 }),
  workers: fc.integer({ min: 1, max: 4 }),
  rounds: fc.integer({ min: 1, max: 4 }),
  turnsPerRound: fc.integer({ min: 1, max: 3 }),
  consensus: fc.constantFrom(1, 50, 67, 100),
  consensusRounds: fc.nat({ max: 2 }),
  ratifyTurns: fc.integer({ min: 1, max: 3 }),
  peerVerification: fc.integer({ min: 1, max: 3 }),
  reviewTurns: fc.integer({ min: 1, max: 3 }),
  reviseTurns: fc.integer({ min: 1, max: 3 }),
  subproblemVerification: fc.constant(1),
  verifyTurns: fc.integer({ min: 1, max: 3 }),
  orchestratorSynthesis: fc.constant(1),
  accountTurns: fc.integer({ min: 1, max: 3 }),
  peerRounds: fc.integer({ min: 1, max: 3 }),
  findingChars: fc.integer({ min: 1, max: 400 }),
  peerTurns: fc.integer({ min: 1, max: 3 }),
});

const worker = fc.constantFrom('worker-1', 'worker-2', 'worker-4', 'orchestrator', 'stranger');
const delegation = worker.map((to): ControlFact => ({ kind: 'delegate', index: 0, to: asAgentId(to) }));
const answer = fc.constantFrom('a', 'b', 'c').map((key): ControlFact => ({ kind: 'submit_answer', index: 0, key }));
const verdict = fc.boolean().map((accepted): ControlFact => ({ kind: 'review', index: 0, accepted }));
const bare = fc.constantFrom('report', 'finish', 'revise').map((kind): ControlFact => ({ kind, index: 0 }));
const plan = fc.oneof({ weight: 3, arbitrary: fc.array(delegation, { maxLength: 4 }) }, fc.array(bare));

/** One of everything that an activation may say where it does what it was asked for, and something else. */
const speech = fc.record({
  fails: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  sensible: fc.boolean(),
  anything: fc.array(fc.oneof(delegation, answer, verdict, bare), { maxLength: 4 }),
  plan,
  answer,
  verdict,
  bare,
});
type Speech = typeof speech extends fc.Arbitrary<infer T> ? T : never;

function sensible({ plan: planned, answer: given, verdict: judged, bare: other }: Speech, purpose: string) {
  switch (purpose) {
    case 'plan':
      return planned;
    case 'work':
    case 'verify':
      return [{ kind: 'report', index: 0 } as const];
    case 'review':
    case 'ratify':
      return [judged];
    case 'revise':
    case 'exchange':
      return [other];
    default:
      return [given];
  }
}

function outcomeOf(said: Speech, purpose: string): Outcome {
  if (said.fails) return { code: 'timed_out' };
  const facts = said.sensible ? sensible(said, purpose) : said.anything;
  return { controls: facts.map((fact, position) => ({ ...fact, index: position + 1 })) };
}

const play = fc.record({ parameters, speeches: fc.func(speech), order: fc.func(fc.nat()) });

export const gameOf = ({ architecture, on }: Combination): fc.Arbitrary<Game> =>
  play.map(({ parameters: all, speeches, order }) => {
    const { parameters: infos, mechanisms } = architectureOf(architecture)!;
    const off = mechanisms.map((one) => one.switch.name).filter((name) => !on.includes(name));
    const own = infos.map(({ name }): [string, number] => [name, off.includes(name) ? 0 : all[name]!]);
    return {
      architecture,
      parameters: Object.fromEntries(own),
      outcomeOf: ({ activationId, purpose }) => outcomeOf(speeches(activationId), purpose),
      order,
    };
  });

export const begin = ({ architecture, parameters: own }: Game): View =>
  emptyView(architectureOf(architecture)!.team(own), own);
