import { answerIn } from '../reading/answer.js';
import { toolCallIdOf } from '../reading/tool-run.js';
import { begunCalls } from './begun-calls.js';
import type { ToolRun } from './tool-runs.js';

/** Classes that instrumentations name in place of the tool. */
const CLASS = /^(?:Dynamic|Structured|Function|Simple|Base)*Tool$/;

export const isClassOfTools = (name: string): boolean => CLASS.test(name);

/**
 * The runs, with the names that the models asked for in place of classes: by the id of the call, or else in the order
 * of asking.
 */
export function namedByAnswer(runs: readonly ToolRun[]): readonly ToolRun[] {
  const taken = new Map<object, number>();
  const begun = begunCalls();
  return runs.map((run) => {
    if (!isClassOfTools(run.name)) return run;
    const asking = run.agent && begun(run.agent.calls, run.startMs);
    if (asking === undefined) return run;
    const nth = taken.get(asking) ?? 0;
    taken.set(asking, nth + 1);
    const { calls } = answerIn(asking.span);
    const id = run.span && toolCallIdOf(run.span.attributes);
    const call = calls.find((one) => one.id !== undefined && one.id === id) ?? calls[nth];
    return call === undefined ? run : { ...run, name: call.name };
  });
}
