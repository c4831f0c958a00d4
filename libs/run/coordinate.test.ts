import { activationIdOf, asAgentId, asTurnId, type RunEvent } from '#events';
import { describe, expect, it } from '@jest/globals';
import { commandOf, failTurn, fireTimer, given, pauseRun, resumeRun, startRun, T0, type Scenario } from '#run/testing';
import { carryOut, coordinate } from './coordinate.js';
import { decisionOn } from './decision.js';
import { decide, fold } from './index.js';
import type { BackoffTurn } from './open-turn.js';
import { requestAgain, requestTurn } from './request-turn.js';
import { isLive } from './state.js';

const started = given(startRun());
const decisionAfter = ({ state }: Scenario) => decisionOn(state, commandOf(resumeRun(), { number: 99 }), T0 + 10_000);
const ask = { move: 'ask', agentId: asAgentId('solo'), round: 2, purpose: 'solve', turns: 3 } as const;

describe('a move', () => {
  it('becomes the event that says it', () => {
    const decision = decisionAfter(given(startRun({ architecture: 'decentralized' })));
    const part = { turnId: asTurnId('peer-1.1'), index: 0 };
    const [from, to] = [asAgentId('peer-1'), [asAgentId('peer-2')]];
    carryOut(decision, { move: 'say', from, to, kind: 'debate', round: 1, part });
    carryOut(decision, { move: 'say', from, to, kind: 'review', round: 1, part, accepted: false });
    carryOut(decision, {
      move: 'tally',
      vote: { round: 1, ballots: [{ agentId: from, part, key: '1' }], winner: '1', tie: false },
    });
    carryOut(decision, { move: 'finish', answers: [{ agentId: from, part }], because: 'member_lost' });
    expect(decision.events).toMatchObject([
      { type: 'MessageSent', data: { from, to, kind: 'debate', round: 1, part } },
      { type: 'MessageSent', data: { kind: 'review', accepted: false } },
      { type: 'VoteTallied', data: { winner: '1' } },
      { type: 'RunCompleted', data: { because: 'member_lost' } },
    ]);
  });

  it('asks nobody any more in a run that is paused, and no stranger', () => {
    const paused = decisionAfter(started.when(pauseRun()));
    const failed = given(startRun(), failTurn('solo.1'), pauseRun());
    const waiting = isLive(failed.state) ? failed.state.turns[0] : undefined;
    expect(carryOut(paused, ask)).toBeUndefined();
    expect(coordinate(paused)).toBeUndefined();
    expect(requestAgain(decisionAfter(failed), waiting as BackoffTurn)).toBeUndefined();
    expect(paused.events).toEqual([]);
    const running = decisionAfter(started);
    const agentId = asAgentId('nobody');
    carryOut(running, { ...ask, agentId });
    requestTurn(running, {
      agentId,
      activationId: activationIdOf(agentId, 1),
      round: 1,
      purpose: 'solve',
      remaining: 0,
    });
    expect(running.events).toEqual([]);
  });
});

describe('a run whose architecture is not registered any more', () => {
  const budget = { wallMs: 60_000 };
  const [first] = given(startRun({ budget })).events;
  const orphan = fold([
    JSON.parse(JSON.stringify(first).replace('"architecture":"single"', '"architecture":"gone"')) as RunEvent,
  ]);
  const state = 'state' in orphan ? orphan.state : undefined;
  const sent = (draft: ReturnType<typeof pauseRun>, at: number) => decide(state!, commandOf(draft, { number: 2 }), at);

  it('fails with a reason when its turn to move comes, and does not wait for ever', () => {
    const [paused] = sent(pauseRun(), T0);
    const after = fold([paused!], state);
    const resumed = decide('state' in after ? after.state : state!, commandOf(resumeRun(), { number: 3 }), T0);
    expect(resumed).toMatchObject([{ type: 'RunResumed' }, { type: 'RunFailed', data: { code: 'no_answer' } }]);
  });

  it('is ended by its budget as well', () => {
    expect(sent(fireTimer('wall', T0 + 60_000), T0 + 60_000)).toMatchObject([
      { type: 'RunFailed', data: { code: 'budget_exhausted', budget: 'wallMs' } },
    ]);
  });
});
