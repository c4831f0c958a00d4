import { asRunId, asTurnId, callIdOf } from '#events';
import type { LoadedDocument, ToolInvocation } from '#tools';

/** What every call of a tool test is made with but its arguments. */
export function invocationWith(
  documents: readonly LoadedDocument[] = [],
  signal: AbortSignal = new AbortController().signal,
): Omit<ToolInvocation, 'arguments'> {
  return {
    callId: callIdOf(asTurnId('solo.1'), 1),
    runId: asRunId('01890000-0000-7000-8000-000000000000'),
    documents: () => Promise.resolve(documents),
    signal,
  };
}
