import { describe, expect, it } from '@jest/globals';
import { otlpJsonOf, spansOf } from '#spans';
import { inspectionOf } from '../inspection.js';
import { readOtlp } from '../otlp/read-otlp.js';
import { answerOf, eventScript, outcomeOf } from '../testing/index.js';
import { trajectoryOf } from '../trajectory-of.js';
import { foreignTrajectories } from './foreign-trajectories.js';

describe('the spans of our own runs', () => {
  it('tell the same turns, tokens and tool calls as the log', () => {
    const script = eventScript({ architecture: 'decentralized', agents: ['ann', 'ben'] });
    script.turn('ann', { answer: answerOf('Look.', 'calculator'), outcomes: [outcomeOf(1)] });
    script.turn('ben', { answer: answerOf('Look.', 'search'), outcomes: [outcomeOf(1, 'error')] });
    script.complete(script.turn('ann', { round: 2 }));
    const fromLog = inspectionOf(trajectoryOf(script.events)!);
    const payload = otlpJsonOf(spansOf(script.events), {
      resource: { 'service.name': 'parley' },
      scope: { name: 'parley' },
    });
    const [fromSpans] = foreignTrajectories([readOtlp(payload)]).map(inspectionOf);
    expect(fromSpans).toMatchObject({
      runId: fromLog.runId,
      turns: fromLog.turns,
      agents: fromLog.agents,
      tokens: fromLog.tokens,
      toolCalls: fromLog.toolCalls,
    });
  });
});
