import type { RunEvent, TurnId } from '#events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startRun, T0 } from '#run/testing';
import type { Draft } from './testing/commands.js';
import { dueCommands, nothing, played, SYSTEMS, type Behaviour, type Play } from './testing/play.js';

const behaviours = fc.record<Behaviour>({
  does: fc.constantFrom('speaks', 'speaks', 'is silent', 'reads', 'acts', 'errs in form', 'fails'),
  choice: fc.nat({ max: 11 }),
  share: fc.constantFrom(0, 0.5, 1),
});
const systems = fc.constantFrom(...SYSTEMS);
type System = (typeof SYSTEMS)[number];
type BehaviourOf = (turnId: TurnId) => Behaviour;

/** Always the first thing that is due, once. */
function inOrder(system: System, behaviourOf: BehaviourOf): Play {
  let play = played(nothing, startRun(system), T0);
  for (
    let due = dueCommands(play.state, behaviourOf);
    due[0] !== undefined;
    due = dueCommands(play.state, behaviourOf)
  ) {
    play = played(play, due[0], T0 + play.log.length);
  }
  return play;
}

/** Anything that is due or was sent before, in any order; each command has one number however often it is sent. */
function shuffled(system: System, behaviourOf: BehaviourOf, choices: Iterator<number>): Play {
  const numbers = new Map<string, number>();
  const numbered = (draft: Draft): Draft => {
    const key = JSON.stringify(draft);
    if (!numbers.has(key)) numbers.set(key, 1_000 + numbers.size);
    return { ...draft, number: numbers.get(key)! };
  };
  const pick = <T>(items: readonly T[]): T => items[choices.next().value! % items.length]!;
  let play = played(nothing, startRun(system), T0);
  for (let due = dueCommands(play.state, behaviourOf); due.length > 0; due = dueCommands(play.state, behaviourOf)) {
    const again = choices.next().value! % 4 === 0;
    play = played(play, again ? pick(play.log).draft : numbered(pick(due)), T0 + play.log.length);
  }
  for (const { draft } of play.log) play = played(play, draft, T0 + play.log.length);
  return play;
}

/** All but positions, times and who said it first. */
const essence = ({ events }: Play) => ({
  turns: new Map(events.flatMap(turnEnds)),
  messages: events.filter(({ type }) => type === 'MessageSent').map(({ data }) => data),
  ends: events.filter(({ type }) => /^Run|Vote|Discarded/.test(type)).map(({ type, data }) => [type, data]),
});

function turnEnds(event: RunEvent): [string, unknown][] {
  if (event.type === 'TurnFailed') return [[event.data.turnId, event.data.error]];
  if (event.type !== 'TurnRecorded') return [];
  const { answer, ...data } = event.data;
  return [[data.turnId, 'text' in answer ? { ...data, answer } : data]];
}

describe('results of a run', () => {
  it('lead to the same turns, messages and end in whatever order and however often they come', () => {
    fc.assert(
      fc.property(systems, fc.func(behaviours), fc.infiniteStream(fc.nat()), (system, behaviourOf, choices) => {
        const calm = inOrder(system, behaviourOf);
        expect(calm.state.status).toMatch(/completed|failed/);
        expect(essence(shuffled(system, behaviourOf, choices))).toEqual(essence(calm));
      }),
      { numRuns: 300 },
    );
  });
});
