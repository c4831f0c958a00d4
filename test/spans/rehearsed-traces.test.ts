import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import { RATES, rehearsalProvider } from '#llm';
import { runMetricsOf } from '#metrics';
import { spansOf } from '#spans';
import { violationsOf } from '#spans/testing';
import { families, planOf } from '#tasks';
import { trajectoryOf } from '#trajectory';
import { play } from '../rehearsal/play.js';

const provider = rehearsalProvider({ planOf, rates: RATES });
const stages = architectures().flatMap(({ name }) =>
  families().map((family) => ({ architecture: name, family: family.name })),
);

describe.each(stages)('the trace of a rehearsal of $architecture on $family', ({ architecture, family }) => {
  it('keeps the rules, and counts what the events count', async () => {
    const ref = { family, seed: 5, index: 0, level: 1 };
    const { events } = await play(provider, { architecture, model: 'rehearsal-low', ref });
    const spans = spansOf(events);
    expect(spans.flatMap(violationsOf)).toEqual([]);
    const { turns, messages, toolCalls, inputTokens, outputTokens } = runMetricsOf(trajectoryOf(events)!);
    expect(spans.at(-1)?.attributes).toMatchObject({
      'parley.architecture': architecture,
      'parley.total.turns': turns,
      'parley.total.messages': messages,
      'parley.total.tool_calls': toolCalls,
      'parley.total.input_tokens': inputTokens.value,
      'parley.total.output_tokens': outputTokens.value,
    });
  });
});
