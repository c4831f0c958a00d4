import type { CallOutcome, ToolCall } from '#events';
import type { Measure } from './instruments.js';

const MS = 1_000;

/** The name of a tool that nobody has: models make up any number of them. */
const UNKNOWN = '_OTHER';

/** What came of tool calls. */
export function toolMeasures(
  calls: readonly ToolCall[] | undefined,
  outcomes: readonly CallOutcome[],
): readonly Measure[] {
  return outcomes.map(({ index, status, startedAt, endedAt }) => {
    const name = status === 'unknown_tool' ? undefined : calls?.[index - 1]?.name;
    return {
      metric: 'gen_ai.execute_tool.duration',
      value: Math.max(0, endedAt - startedAt) / MS,
      attributes: {
        'gen_ai.tool.name': name ?? UNKNOWN,
        'gen_ai.tool.type': 'function',
        ...(status !== 'ok' && { 'error.type': status }),
      },
    };
  });
}
