import type { RunEvent } from '#events';
import { EXIT, type ExitCode } from './exit-codes.js';

/** What the exit status says of a run that has settled, from all its events. */
export function exitOfRun(events: readonly RunEvent[]): ExitCode {
  const graded = events.findLast((event) => event.type === 'RunGraded');
  if (events.some((event) => event.type === 'RunCompleted')) {
    return graded?.data.passed === false ? EXIT.gradedWrong : EXIT.ok;
  }
  if (events[0]?.type === 'CommandRejected') return EXIT.badInput;
  return events.some((event) => event.type === 'RunCancelled') ? EXIT.cancelled : EXIT.runFailed;
}
