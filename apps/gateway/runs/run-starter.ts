import { randomBytes, randomInt } from 'node:crypto';
import { asRunId, encodeData, type Blobs, type CommandOf, type RunId } from '#events';
import type { EventLog } from '#event-log';
import type { Clock } from '#platform';
import type { Acceptance, Store } from '#store';
import { v7 } from 'uuid';
import { commandOf, TENANT } from '../commands.js';
import { sha256 } from '../hashes.js';
import { Problem } from '../http/problem.js';
import { planRun, type PlanSettings } from './run-plan.js';
import type { RunRequest } from './run-request.js';
import { startRunData } from './start-run.js';

const SEEDS = 2 ** 31;
const SALT_BYTES = 16;

export interface StarterDependencies {
  readonly log: EventLog;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly now: Clock;
  readonly settings: PlanSettings;
  /** Told between publish and reply, so that a test can end the process there. */
  readonly reached?: (point: 'gateway:published') => void;
}

interface RequestHeaders {
  readonly idempotencyKey?: string | undefined;
  readonly traceparent?: string | undefined;
}

export type StartRun = (request: RunRequest, headers: RequestHeaders) => Promise<RunId>;

/**
 * Accepts runs. The same key with the same body publishes again and answers the same run, so that a client which got
 * no answer may simply ask again: a run that has started already ignores the repetition.
 */
export function runStarter({ log, store, blobs, now, settings, reached }: StarterDependencies): StartRun {
  return async (request, headers) => {
    const plan = planRun(request, settings);
    const bodyHash = sha256(JSON.stringify(request));
    const { runId, first } = await accepted(store, bodyHash, headers.idempotencyKey, now());
    const identity = {
      ...headers,
      runId,
      bodyHash,
      seed: randomInt(SEEDS),
      salt: randomBytes(SALT_BYTES).toString('hex'),
    };
    const data = await startRunData(request, plan, identity, blobs);
    const sending = { now: now(), traceparent: data.parentSpanId === undefined ? undefined : headers.traceparent };
    const message = commandOf('StartRun', runId, data, sending);
    if (!fitsRecord(message)) {
      // What belongs to the key's first request stays: its run may be under way.
      if (first) await Promise.all([store.removeRuns([runId]), blobs.removeRuns([runId])]);
      throw new Problem('not-runnable', 'the run does not fit one record: give fewer documents, agents or labels');
    }
    await log.publish([{ topic: 'run-commands', message }]);
    reached?.('gateway:published');
    return runId;
  };
}

async function accepted(
  store: Store,
  bodyHash: string,
  key: string | undefined,
  now: number,
): Promise<Pick<Acceptance, 'runId' | 'first'>> {
  const request = { tenant: TENANT, idempotencyKey: key, bodyHash, runId: asRunId(v7()), now };
  const { runId, sameBody, first } = await store.acceptRun(request);
  if (sameBody) return { runId, first };
  const message = 'was sent before with another body: use a new key for a new request';
  throw new Problem('key-reused', `it belongs to run ${runId}`, [{ field: 'Idempotency-Key', message }]);
}

function fitsRecord(message: CommandOf<'StartRun'>): boolean {
  try {
    encodeData(message);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
