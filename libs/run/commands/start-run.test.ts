import { describe, expect, it } from '@jest/globals';
import { agentNamed, given, LIMITS, recordTurn, RUN_ID, startRun, T0 } from '#run/testing';

describe('StartRun', () => {
  it('starts the run and gives the floor to those who have it first', () => {
    given(startRun()).leadsTo(
      ['RunStarted', { system: { architecture: 'single' } }],
      [
        'TurnRequested',
        {
          turnId: 'solo.1',
          attempt: 1,
          activationId: 'solo.a1',
          round: 1,
          purpose: 'solve',
          context: { upTo: 1, added: [] },
          remaining: 9,
          deadline: T0 + LIMITS.turnTimeoutMs,
        },
      ],
    );
  });

  it('carries who and what led to it on every event', () => {
    const comparisonId = 'c-1';
    const traceparent = '00-cccccccccccccccccccccccccccccccc-dddddddddddddddd-01';
    const started = given({ ...startRun({ comparisonId }), actor: 'user:ann', traceparent, number: 7 });
    const shared = { runId: RUN_ID, tenant: 'default', source: '/parley/orchestrator', traceparent };
    const causationId = '01920000-0000-7000-8000-000000000007';
    for (const event of started.latest) {
      expect(event).toMatchObject({ ...shared, causationId, correlationId: comparisonId, actor: 'user:ann', time: T0 });
    }
    const [next] = started.when(recordTurn('solo.1')).latest;
    expect(next).toMatchObject({ ...shared, correlationId: comparisonId });
    expect(next).not.toHaveProperty('actor');
  });

  it('says nothing new to a run that is known', () => {
    given(startRun(), startRun()).leadsTo();
  });

  it.each([
    [
      'an unknown architecture',
      startRun({ architecture: 'crew', agents: [agentNamed('a', 'solo')] }),
      'architecture_unknown',
    ],
    [
      'a team of the wrong shape',
      startRun({ architecture: 'centralized', agents: [agentNamed('a', 'solo')] }),
      'team_invalid',
    ],
    ['a money budget with an unknown price', startRun({ budget: { microDollars: 5 }, prices: {} }), 'price_unknown'],
    [
      'a money budget with a fallback of unknown price',
      startRun({ budget: { microDollars: 5 }, agents: [withFallback('dear')] }),
      'price_unknown',
    ],
  ] as const)('refuses %s, for good', (_what, start, code) => {
    const refused = given(start).leadsTo(['CommandRejected', { command: 'StartRun', code }]);
    expect(refused.state.status).toBe('rejected');
    refused.when(startRun()).leadsTo();
    refused.when(recordTurn('solo.1')).leadsTo();
  });

  it('needs no prices where money is not limited', () => {
    const { latest } = given(startRun({ prices: {} })).leadsTo(['RunStarted'], ['TurnRequested']);
    expect(latest[1]).not.toHaveProperty('data.reserved.microDollars');
  });
});

function withFallback(model: string) {
  const agent = agentNamed('solo', 'solo');
  return { ...agent, model: { ...agent.model, fallbacks: [{ provider: 'test', model }] } };
}
