import { describe, expect, it } from '@jest/globals';
import { readOtlp } from '../otlp/read-otlp.js';
import { spanScript, type SpanScript } from '../testing/span-script.js';
import { foreignTrajectories } from './foreign-trajectories.js';

const MANY = 1_000;

/** How often the reader asks a span for its start, for each span. */
function looksAt(script: SpanScript): number {
  let looks = 0;
  const telemetry = readOtlp(script.payload());
  const spans = telemetry.spans.map((span) => {
    const { startMs } = span;
    return Object.defineProperty({ ...span }, 'startMs', {
      get: () => {
        looks += 1;
        return startMs;
      },
    });
  });
  foreignTrajectories([{ ...telemetry, spans }]);
  return looks / spans.length;
}

describe('how often a span is looked at', () => {
  it.each(['look', 'StructuredTool', 'final_answer'])(
    'does not grow with runs of %s before and after many calls',
    (tool) => {
      const script = spanScript('gen_ai');
      const agent = script.agent('ann', { at: 0, for: 4 * MANY });
      for (let nth = 0; nth < MANY; nth++) {
        script.tool(tool, { parent: agent, at: nth, for: 1 });
        script.model({ parent: agent, at: MANY + nth, for: 1 });
        script.tool(tool, { parent: agent, at: 2 * MANY + nth, for: 1 });
      }
      expect(looksAt(script)).toBeLessThan(200);
    },
  );

  it('does not grow with tools before calls of agents that have no span', () => {
    const script = spanScript('gen_ai');
    for (let nth = 0; nth < MANY; nth++) script.tool('look', { at: nth, for: 1 });
    for (let nth = 0; nth < MANY; nth++) script.model({ agent: nth % 2 === 0 ? 'ann' : 'bob', at: nth, for: 1 });
    expect(looksAt(script)).toBeLessThan(200);
  });

  it('does not grow with hand-offs to nobody by name after many calls', () => {
    const script = spanScript('gen_ai');
    const agent = script.agent('ann', { at: 0, for: 2 * MANY });
    for (let nth = 0; nth < MANY; nth++) {
      script.model({ parent: agent, at: nth, for: 1 });
      script.tool('handoff', { parent: agent, at: MANY + nth, for: 1 });
    }
    script.model({ parent: script.agent('bob', { at: 3 * MANY, for: 9 }), at: 3 * MANY, for: 1 });
    expect(looksAt(script)).toBeLessThan(200);
  });

  it('does not grow with agents without a name that one called before its own calls', () => {
    const script = spanScript('gen_ai');
    const agent = script.agent('ann', { at: 0, for: 4 * MANY });
    for (let nth = 0; nth < MANY; nth++) {
      const step = script.step('x', { parent: agent, at: nth, for: 1 });
      script.model({ parent: script.agent('', { parent: step, at: nth, for: 1 }), at: nth, for: 1 });
      script.model({ parent: agent, at: MANY + nth, for: 1 });
    }
    expect(looksAt(script)).toBeLessThan(200);
  });
});
