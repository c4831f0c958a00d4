import { describe, expect, it } from '@jest/globals';
import { spansOf } from './span-fold.js';
import { stagedRun } from './testing/index.js';

const ARCHITECTURES = ['single', 'independent', 'centralized', 'decentralized', 'hybrid'];

/** What Jaeger's GenAI view reads of a span, by the kind that it tells from `gen_ai.operation.name`. */
const READ: Readonly<Record<string, readonly string[]>> = {
  invoke_workflow: ['gen_ai.agent.name'],
  invoke_agent: ['gen_ai.agent.name'],
  chat: ['gen_ai.provider.name', 'gen_ai.request.model', 'gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'],
  execute_tool: ['gen_ai.tool.name', 'gen_ai.tool.call.id'],
};

describe.each(ARCHITECTURES)("Jaeger's GenAI view of a %s run", (architecture) => {
  const spans = spansOf(stagedRun(architecture));

  it('finds in every span what it shows of its kind', () => {
    for (const { attributes } of spans) {
      const operation = attributes['gen_ai.operation.name'];
      if (operation === undefined) continue;
      expect(Object.keys(READ)).toContain(operation);
      expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...(READ[operation] ?? [])]));
    }
  });

  it('takes nothing for a step of the agents that is none', () => {
    const others = spans.filter(({ attributes }) => attributes['gen_ai.operation.name'] === undefined);
    const names = others.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => name.startsWith('gen_ai.'))).toEqual([]);
  });
});
