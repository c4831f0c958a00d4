import type { CallOutcome, ToolCall } from '#events';
import type { Measure } from './instruments.js';

const MS = 1_000;

/** What came of tool calls. A tool that nobody has is not named: models make up any number of names. */
export function toolMeasures(
  calls: readonly ToolCall[] | undefined,
  outcomes: readonly CallOutcome[],
): readonly Measure[] {
  return outcomes.map(({ index, status, startedAt, endedAt }) => {
    const name = status === 'unknown_tool' ? undefined : calls?.[index - 1]?.name;
    return {
      metric: 'parley.tool.call.duration',
      value: Math.max(0, endedAt - startedAt) / MS,
      attributes: { ...(name !== undefined && { 'gen_ai.tool.name': name }), 'parley.tool.outcome': status },
    };
  });
}
