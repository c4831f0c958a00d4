import { describe, expect, it } from '@jest/globals';
import {
  agentNamed,
  answerOf,
  callTo,
  failTurn,
  fireTimer,
  given,
  outcomeOf,
  recordAnswer,
  recordToolResult,
  recordTurn,
  startRun,
  submit,
  T0,
  type Scenario,
} from '#run/testing';
import { timersOf } from './index.js';

const looked = { answer: answerOf('Hm.', callTo('read')), outcomes: [outcomeOf(1)] };
const unknown = { usage: { source: 'unknown' }, cost: undefined } as const;
const reservedBy = ({ latest }: Scenario) =>
  latest.flatMap(({ type, data }) => (type === 'TurnRequested' ? [data.reserved] : []));
const spentBy = ({ state }: Scenario) => ('spent' in state ? state.spent : undefined);

describe('a budget of turns', () => {
  const independent = (turns: number) => given(startRun({ architecture: 'independent', budget: { turns } }));

  it('requests no more turns than it has', () => {
    independent(2).leadsTo(
      ['RunStarted'],
      ['TurnRequested', { agentId: 'agent-1' }],
      ['TurnRequested', { agentId: 'agent-2' }],
    );
  });

  it('ends the run once nothing is open, with the answers that it has', () => {
    independent(2)
      .when(recordTurn('agent-2.1', { controls: [submit()] }))
      .leadsTo(['TurnRecorded'])
      .when(recordTurn('agent-1.1', looked))
      .leadsTo(
        ['TurnRecorded'],
        ['RunCompleted', { answers: [{ agentId: 'agent-2' }], because: 'budget_exhausted', budget: 'turns' }],
      );
  });

  it('fails a run that has no answer by then', () => {
    independent(0).leadsTo(['RunStarted'], ['RunFailed', { code: 'budget_exhausted', budget: 'turns' }]);
  });

  it('counts repairs, and not the attempts of a turn', () => {
    const failed = given(startRun({ budget: { turns: 1 } }), failTurn('solo.1'));
    failed.when(fireTimer('retry:solo.1:1', T0 + 60_000)).leadsTo(['TurnRequested', { attempt: 2 }]);
    given(startRun({ budget: { turns: 1 } }))
      .when(recordTurn('solo.1', { defect: { code: 'malformed_output', message: 'no' } }))
      .leadsTo(['TurnRecorded'], ['RunFailed', { budget: 'turns' }]);
  });
});

const [one] = reservedBy(given(startRun({ architecture: 'independent' })));

describe('a budget of tokens or money', () => {
  it('sets aside the prompt and the longest answer, at their price', () => {
    expect(one!.tokens).toBeGreaterThan(256 + 100);
    expect(one!.microDollars).toBe(one!.tokens - 100 + 400);
  });

  it('takes the dearest of the models that may answer', () => {
    const { model, ...agent } = agentNamed('solo', 'solo');
    const prices = {
      'test/model': { input: 1, output: 1 },
      'test/dear': { input: 2_000_000, output: 9_000_000, cacheRead: 1, cacheWrite: 3_000_000 },
    };
    const fallbacks = [{ provider: 'test', model: 'dear' }];
    const [reserved] = reservedBy(given(startRun({ agents: [{ ...agent, model: { ...model, fallbacks } }], prices })));
    expect(reserved!.microDollars).toBe(3 * (reserved!.tokens - 100) + 900);
  });

  it('takes 4096 tokens of answer where the model is not limited', () => {
    const { model, ...agent } = agentNamed('solo', 'solo');
    const [reserved] = reservedBy(given(startRun({ agents: [{ ...agent, model: { ...model, parameters: {} } }] })));
    expect(reserved!.tokens).toBeGreaterThan(256 + 4096);
  });

  it.each(['tokens', 'microDollars'] as const)(
    'asks as many as fit beside each other, and the rest later: %s',
    (kind) => {
      const budget = { [kind]: 2 * one![kind]! + 100 };
      given(startRun({ architecture: 'independent', budget }))
        .leadsTo(['RunStarted'], ['TurnRequested'], ['TurnRequested'])
        .when(recordTurn('agent-1.1', { controls: [submit()] }))
        .leadsTo(['TurnRecorded'], ['TurnRequested', { agentId: 'agent-3' }]);
    },
  );

  it('lets nothing overtake what has no room', () => {
    const cheap = agentNamed('agent-3', 'solo');
    const dear = { ...agentNamed('agent-2', 'solo'), instructions: 'x'.repeat(9_000) };
    const agents = [agentNamed('agent-1', 'solo'), dear, cheap];
    given(startRun({ architecture: 'independent', agents, budget: { tokens: 2_000 } })).leadsTo(
      ['RunStarted'],
      ['TurnRequested', { agentId: 'agent-1' }],
    );
  });

  it('lets a continued turn wait for others, and goes on with it', () => {
    const budget = { tokens: 3 * one!.tokens + 20 };
    given(startRun({ architecture: 'independent', budget }), recordTurn('agent-1.1', looked))
      .leadsTo(['TurnRecorded'])
      .when(recordTurn('agent-2.1', { controls: [submit()] }))
      .leadsTo(['TurnRecorded'], ['TurnRequested', { turnId: 'agent-1.2' }]);
  });

  it('waits for a backoff that may still succeed', () => {
    const budget = { turns: 2 };
    given(startRun({ architecture: 'independent', budget }), failTurn('agent-1.1'))
      .when({ ...recordTurn('agent-2.1', { controls: [submit()] }), at: T0 + 1_001 })
      .leadsTo(['TurnRecorded'])
      .when(fireTimer('retry:agent-1.1:1', T0 + 60_000))
      .leadsTo(['TurnRequested', { turnId: 'agent-1.1', attempt: 2 }]);
  });

  it('ends the run when a retry has no room any more', () => {
    const error = { code: 'server_error', retryable: true } as const;
    given(startRun({ budget: { tokens: one!.tokens + 100 } }), failTurn('solo.1', { error, report: unknown }))
      .when(fireTimer('retry:solo.1:1', T0 + 60_000))
      .leadsTo(['RunFailed', { budget: 'tokens' }]);
  });

  describe('that has no room for a retry', () => {
    const error = { code: 'server_error', retryable: true } as const;
    const failed = (...names: readonly string[]) =>
      given(
        startRun({ architecture: 'independent', budget: { tokens: 3 * one!.tokens + 20 } }),
        ...names.map((name) => failTurn(`${name}.1`, { error, report: unknown })),
      );
    const timersOfRetries = ({ state }: Scenario) =>
      timersOf(state).flatMap(({ timerId }) => (timerId.startsWith('retry') ? [timerId] : []));

    it('has no timer for it while something else is open', () => {
      const waiting = failed('agent-1');
      expect(timersOfRetries(waiting)).toEqual([]);
      const roomy = waiting.when({ ...recordTurn('agent-2.1', { controls: [submit()] }), at: T0 + 1_100 });
      expect(timersOfRetries(roomy)).toEqual(['retry:agent-1.1:1']);
    });

    it('looks at it again when something closes', () => {
      failed('agent-1')
        .when({ ...recordTurn('agent-2.1', { controls: [submit()] }), at: T0 + 60_000 })
        .leadsTo(['TurnRecorded'], ['TurnRequested', { turnId: 'agent-1.1', attempt: 2 }]);
    });

    it('ends the run when the last of them is due', () => {
      const all = failed('agent-3', 'agent-1', 'agent-2');
      const [last, ...others] = timersOf(all.state);
      expect(others).toEqual([]);
      all.when(fireTimer(last!.timerId, last!.dueAt)).leadsTo(['RunFailed', { budget: 'tokens' }]);
    });
  });

  it('reserves no more than an event can name', () => {
    const { model, ...agent } = agentNamed('solo', 'solo');
    const parameters = { maxOutputTokens: Number.MAX_SAFE_INTEGER };
    const [reserved] = reservedBy(given(startRun({ agents: [{ ...agent, model: { ...model, parameters } }] })));
    expect(reserved).toEqual({ tokens: Number.MAX_SAFE_INTEGER, microDollars: Number.MAX_SAFE_INTEGER });
  });

  it('has no room once the wall budget is over', () => {
    given(startRun({ budget: { wallMs: 5_000 } }))
      .when({ ...recordTurn('solo.1', looked), at: T0 + 5_000 })
      .leadsTo(['TurnRecorded'], ['RunFailed', { budget: 'wallMs' }]);
  });
});

describe('what was spent', () => {
  it('counts recorded, answered, failed and discarded attempts', () => {
    const spent = given(
      startRun(),
      failTurn('solo.1', { report: {} }),
      fireTimer('retry:solo.1:1', T0 + 60_000),
      recordTurn('solo.1', { attempt: 1 }),
      recordAnswer('solo.1', answerOf('Now.', callTo('idempotent')), { attempt: 2 }),
      recordToolResult('solo.1.1'),
      recordTurn('solo.2', looked),
    );
    expect(spentBy(spent)).toEqual({ turns: 3, tokens: 4 * 15, microDollars: 4 * 30 });
  });

  it('counts what was reserved where nobody knows', () => {
    const [first] = reservedBy(given(startRun()));
    const recorded = given(startRun(), recordTurn('solo.1', { ...looked, report: unknown }));
    expect(spentBy(recorded)).toEqual({ turns: 2, ...first });
  });

  it('counts nothing for a call that no model has heard', () => {
    const refused = given(startRun(), failTurn('solo.1', { report: unknown }));
    expect(spentBy(refused)).toEqual({ turns: 1, tokens: 0, microDollars: 0 });
  });

  it('counts what was reserved for a lost attempt until its result comes in', () => {
    const [first] = reservedBy(given(startRun()));
    const lost = given(startRun()).when(fireTimer('deadline:solo.1:1', T0 + 60_000));
    expect(spentBy(lost)).toEqual({ turns: 1, ...first });
    expect(spentBy(lost.when(recordTurn('solo.1')))).toEqual({ turns: 1, tokens: 15, microDollars: 30 });
    expect(spentBy(lost.when(recordTurn('solo.1'), recordTurn('solo.1')))).toMatchObject({ tokens: 30 });
    expect(spentBy(lost.when(recordTurn('solo.1', { report: unknown })))).toEqual({ turns: 1, ...first });
  });

  it('estimates a discarded attempt of which nothing is known', () => {
    const late = given(
      startRun({ prices: {} }),
      recordTurn('solo.1', looked),
      recordTurn('solo.1', { report: unknown }),
    );
    expect(spentBy(late)!.tokens).toBeGreaterThan(256 + 100);
    expect(spentBy(late)!.microDollars).toBe(30);
  });

  it('takes the place of its reservation, and the rest of that stays while calls are made', () => {
    const drafts = [recordAnswer('agent-1.1', answerOf('Now.', callTo('idempotent'))), recordTurn('agent-2.1', looked)];
    const withTokens = (tokens: number) =>
      given(startRun({ architecture: 'independent', budget: { tokens } }), ...drafts);
    const unlimited = given(startRun({ architecture: 'independent' }), ...drafts);
    const room = 2 * one!.tokens + 15 + reservedBy(unlimited)[0]!.tokens;
    withTokens(room).leadsTo(['TurnRecorded'], ['TurnRequested', { turnId: 'agent-2.2' }]);
    withTokens(room - 1).leadsTo(['TurnRecorded']);
  });
});
