import { callIdOf, type CallOutcome, type RunId, type ToolCall, type TurnId } from '#events';
import type { Measure } from './instruments.js';
import type { KnownRun } from './known-run.js';
import { toolSpan } from './measured-span.js';

const MS = 1_000;

/** The name of a tool that nobody has: models make up any number of them. */
const UNKNOWN = '_OTHER';

export interface MadeCalls {
  readonly runId: RunId;
  readonly turnId: TurnId;
  readonly calls: readonly ToolCall[] | undefined;
  readonly outcomes: readonly CallOutcome[];
}

/** What came of tool calls of a turn; `run` is absent where no trace is to show them. */
export function toolMeasures(
  { runId, turnId, calls, outcomes }: MadeCalls,
  run: KnownRun | undefined,
): readonly Measure[] {
  return outcomes.map(({ index, status, startedAt, endedAt }) => {
    const name = status === 'unknown_tool' ? undefined : calls?.[index - 1]?.name;
    const span = toolSpan(runId, callIdOf(turnId, index), run);
    return {
      metric: 'gen_ai.execute_tool.duration',
      value: Math.max(0, endedAt - startedAt) / MS,
      attributes: {
        'gen_ai.tool.name': name ?? UNKNOWN,
        'gen_ai.tool.type': 'function',
        ...(status !== 'ok' && { 'error.type': status }),
      },
      ...(span && { span }),
    };
  });
}
