import { describe, expect, it } from '@jest/globals';
import { foreignTrajectories, readOtlp, type TraceFindings } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { receivedTraceView, traceSummaryView } from './received-view.js';

const id = (n: number): string => String(n).padStart(32, '0');

/** One conversation, in which each agent's work has a trace of its own. */
function conversation() {
  const script = spanScript('gen_ai');
  for (const [nth, name] of ['ann', 'bea'].entries()) {
    const attributes = { 'gen_ai.conversation.id': 'c' };
    script.model({ trace: id(nth + 1), parent: script.agent(name, { trace: id(nth + 1), attributes }) });
  }
  return foreignTrajectories([readOtlp(script.payload())]);
}
const seen = { traceId: id(2), receivedAt: 1, updatedAt: 1, spans: 2, bytes: 7, hasRoot: true };

describe('a received trace', () => {
  it('is told of as its run is, not as it looks alone', () => {
    const view = receivedTraceView({ ...seen, findings: { turns: 1, agents: ['bea'] } }, conversation());
    const { turns, agents, runs } = view;
    expect(runs).toHaveLength(1);
    expect({ turns, agents }).toEqual({ turns: 2, agents: ['ann', 'bea'] });
    expect(view.profile).toMatchObject({ ending: { status: 'ok' } });
  });

  it('has each of its spans once, though some came several times', () => {
    const summary = (findings: TraceFindings) => traceSummaryView({ ...seen, spans: 3, findings });
    expect(summary({ turns: 1, agents: [], spans: 2 }).spans).toBe(2);
    expect(summary({ turns: 1, agents: [] }).spans).toBe(3);
  });

  it('is told of without figures while it is collected', () => {
    expect(receivedTraceView(seen, conversation())).not.toHaveProperty('turns');
  });
});
