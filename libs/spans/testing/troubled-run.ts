import type { RunEvent } from '#events';
import {
  answerOf,
  callTo,
  cancelRun,
  failTurn,
  fireTimer,
  given,
  pauseRun,
  recordAnswer,
  recordToolResult,
  recordTurn,
  resolveApproval,
  resumeRun,
  startRun,
  startToolCall,
  T0,
} from '#run/testing';

const at = (seconds: number): number => T0 + seconds * 1_000;
const took = (from: number, until: number) => ({ report: { startedAt: at(from), endedAt: at(until) } });

/**
 * One agent and all its troubles: an overloaded server, a question to a person during a pause, a tool that fails, and a
 * cancel that comes before the answer.
 */
export function troubledRun(): readonly RunEvent[] {
  const failed = given(startRun()).when({ ...failTurn('solo.1', took(0.5, 1)), at: at(2) });
  const [failure] = failed.latest.filter((event) => event.type === 'TurnFailed');
  const retryAt = failure?.data.next === 'final' ? 0 : (failure?.data.next.retryAt ?? 0);
  const asks = answerOf('May I?', callTo('once', 'always'));
  const result = { status: 'error', result: 'no such account', startedAt: at(35), endedAt: at(36) } as const;
  return failed.when(
    fireTimer('retry:solo.1:1', retryAt),
    { ...recordAnswer('solo.1', asks, { attempt: 2, ...took(4, 6) }), at: at(7) },
    { ...pauseRun(), at: at(10) },
    { ...resumeRun(), at: at(20) },
    { ...resolveApproval('solo.1.1.1', 'approve'), actor: 'ada', at: at(30) },
    { ...startToolCall('solo.1.1', 'claim'), at: at(34) },
    { ...recordToolResult('solo.1.1', { claim: 'claim', outcome: result }), at: at(37) },
    { ...cancelRun(), at: at(40) },
    { ...recordTurn('solo.2', took(38, 41)), at: at(42) },
  ).events;
}
