import { randomBytes, randomInt } from 'node:crypto';
import { asRunId, type Blobs, type RunId } from '#events';
import type { EventLog } from '#event-log';
import type { Clock } from '#platform';
import type { Store } from '#store';
import { v7 } from 'uuid';
import { TENANT } from '../commands.js';
import { sha256 } from '../hashes.js';
import { Problem } from '../http/problem.js';
import { planRun, type PlanSettings, type RunPlan } from './run-plan.js';
import type { RunRequest } from './run-request.js';
import { refuseOversized, startCommand } from './start-command.js';
import type { RunIdentity } from './start-run.js';

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
 * no answer may simply ask again: a run that has started already ignores the repetition. What cannot be run leaves no
 * trace; where the key is known the run was fit once, and is answered also if it would be refused by now.
 */
export function runStarter(dependencies: StarterDependencies): StartRun {
  const { log, store, blobs, now, reached } = dependencies;
  return async (request, headers) => {
    const identity = identityOf(request, headers);
    const plan = await plannedOrKnown(dependencies, request, identity);
    if ('runId' in plan) return plan.runId;
    const { idempotencyKey, bodyHash } = identity;
    const candidate = { tenant: TENANT, idempotencyKey, bodyHash, runId: identity.runId, now: now() };
    const { runId, sameBody } = await store.acceptRun(candidate);
    if (!sameBody) throw keyReused(runId);
    const message = await startCommand(request, plan, { ...identity, runId }, { blobs, now: now() });
    await log.publish([{ topic: 'run-commands', message }]);
    reached?.('gateway:published');
    return runId;
  };
}

async function plannedOrKnown(
  { settings, store, now }: StarterDependencies,
  request: RunRequest,
  identity: RunIdentity,
): Promise<RunPlan | { readonly runId: RunId }> {
  try {
    const plan = planRun(request, settings);
    await refuseOversized(request, plan, identity, now());
    return plan;
  } catch (refusal) {
    const known = await knownRun(store, identity);
    if (known === undefined) throw refusal;
    return { runId: known };
  }
}

const identityOf = (request: RunRequest, headers: RequestHeaders): RunIdentity => ({
  ...headers,
  runId: asRunId(v7()),
  bodyHash: sha256(JSON.stringify(request)),
  seed: randomInt(SEEDS),
  salt: randomBytes(SALT_BYTES).toString('hex'),
});

async function knownRun(store: Store, { idempotencyKey, bodyHash }: RunIdentity): Promise<RunId | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const known = await store.acceptedUnder(TENANT, idempotencyKey);
  if (known !== undefined && known.bodyHash !== bodyHash) throw keyReused(known.runId);
  return known?.runId;
}

function keyReused(runId: RunId): Problem {
  const message = 'was sent before with another body: use a new key for a new request';
  return new Problem('key-reused', `it belongs to run ${runId}`, [{ field: 'Idempotency-Key', message }]);
}
