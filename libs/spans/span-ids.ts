import type { ActivationId, CallId, RunId, TurnId } from '#events';
import { shortHash } from './short-hash.js';

/** The same for the same thing, whoever asks and however often. `nth` tells apart several spans of one id. */
export const spanIdOf = (runId: RunId, kind: string, id: string | number, nth = 1): string =>
  shortHash(`${runId}/${kind}/${id}/${nth}`);

export const runSpanId = (runId: RunId): string => spanIdOf(runId, 'run', runId);
export const activationSpanId = (runId: RunId, id: ActivationId): string => spanIdOf(runId, 'activation', id);
/** A worker's own spans of the call hang under this one, before and whether or not the call is ever recorded. */
export const modelCallSpanId = (runId: RunId, id: TurnId, attempt: number): string =>
  spanIdOf(runId, 'model_call', id, attempt);
export const toolCallSpanId = (runId: RunId, id: CallId): string => spanIdOf(runId, 'tool_call', id);
/** Of a message that was sent in the event of this sequence. */
export const messageSpanId = (runId: RunId, sequence: number): string => spanIdOf(runId, 'message', sequence);
