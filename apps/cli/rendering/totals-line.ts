import { isProjected, type RunView } from '../api/run-view.js';
import { counted, duration } from './numbers.js';
import { costText, tokensText } from './spend.js';

/** One line of what a run took. */
export function totalsLine(view: RunView): string {
  if (!isProjected(view)) return `run ${view.runId} is accepted; nothing of it is shown yet`;
  const { turns, messages, toolCalls, failedAttempts, spend } = view.totals;
  const wall = view.endedAt === undefined ? [] : [duration(view.endedAt - view.startedAt)];
  const parts = [
    counted(turns, 'turn'),
    counted(messages, 'message'),
    counted(toolCalls, 'tool call'),
    counted(failedAttempts, 'failed attempt'),
    `${tokensText(spend)} tokens`,
    `cost ${costText(spend)}`,
    ...wall,
  ];
  return `${view.rehearsed ? '(rehearsed) ' : ''}${parts.join(', ')}`;
}
