import { encodeData, type Blobs, type CommandOf } from '#events';
import { commandOf } from '../commands.js';
import { sha256 } from '../hashes.js';
import { Problem } from '../http/problem.js';
import type { RunPlan } from './run-plan.js';
import type { RunRequest } from './run-request.js';
import { startRunData, type RunIdentity } from './start-run.js';

type PutBlobs = Pick<Blobs, 'put'>;

/** The command that starts the run, once its blobs are durable. */
export async function startCommand(
  request: RunRequest,
  plan: RunPlan,
  identity: RunIdentity,
  { blobs, now }: { readonly blobs: PutBlobs; readonly now: number },
): Promise<CommandOf<'StartRun'>> {
  const data = await startRunData(request, plan, identity, blobs);
  const traceparent = data.parentSpanId === undefined ? undefined : identity.traceparent;
  return commandOf('StartRun', identity.runId, data, { now, traceparent });
}

/** Names blobs as they would be named, and keeps none. */
const unkept: PutBlobs = {
  put: (_runId, content, mediaType) =>
    Promise.resolve({ blob: sha256(content), bytes: Buffer.byteLength(content), mediaType }),
};

/**
 * Measures the command before anything is kept; that of another run id has the same size.
 * @throws Problem when it is larger than a record may be
 */
export async function refuseOversized(
  request: RunRequest,
  plan: RunPlan,
  identity: RunIdentity,
  now: number,
): Promise<void> {
  const message = await startCommand(request, plan, identity, { blobs: unkept, now });
  try {
    encodeData(message);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem('not-runnable', 'the run does not fit one record: give fewer documents, agents or labels');
  }
}
