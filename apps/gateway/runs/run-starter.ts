import { randomBytes, randomInt } from 'node:crypto';
import { asRunId, type Blobs, type RunHistory, type RunId } from '#events';
import type { EventLog } from '#event-log';
import type { Clock } from '#platform';
import { isSameBody, type Store, type Unlogged } from '#store';
import type { RunSampler } from '#telemetry';
import { v7 } from 'uuid';
import { TENANT } from '../commands.js';
import { Problem } from '../http/problem.js';
import { bodyHashOf, wholeHashOf } from './body-hash.js';
import { earlierRun } from './earlier-run.js';
import type { PlanSettings } from './plan-settings.js';
import { planRun, type RunPlan } from './run-plan.js';
import type { RunRequest } from './run-request.js';
import { refuseOversized, startCommand } from './start-command.js';
import type { RunIdentity } from './start-run.js';

const SEEDS = 2 ** 31;
const SALT_BYTES = 16;

export interface StarterDependencies {
  readonly log: EventLog;
  readonly history: RunHistory;
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

interface Candidate extends RunIdentity {
  readonly unlogged: Unlogged;
}

/**
 * Accepts runs. The same key with the same body publishes again and answers the same run, so that a client which got
 * no answer may simply ask again. A run that has started already is only answered: its texts may have been erased, and
 * where its events are not to be seen here yet it ignores the repetition. What cannot be run leaves no
 * trace; where the key is known the run was fit once, and if it has started it is answered also where it would be refused
 * by now.
 */
export function runStarter(dependencies: StarterDependencies): StartRun {
  const { log, history, store, blobs, now, settings, reached } = dependencies;
  return async (request, headers) => {
    const identity = identityOf(request, headers, settings.samples);
    const plan = await plannedOrKnown(dependencies, request, identity);
    if ('runId' in plan) return plan.runId;
    const { idempotencyKey, bodyHash, unlogged } = identity;
    const candidate = { tenant: TENANT, idempotencyKey, bodyHash, unlogged, runId: identity.runId, now: now() };
    const { runId, sameBody, first, salt } = await store.acceptRun(candidate);
    if (!sameBody) throw keyReused(runId);
    if (!first && (await history.eventsOf(runId)).length > 0) return runId;
    const accepted = { ...identity, runId, salt: salt ?? identity.salt };
    const message = await startCommand(request, plan, accepted, { blobs, now: now() });
    await log.publish([{ topic: 'run-commands', message }]);
    reached?.('gateway:published');
    return runId;
  };
}

async function plannedOrKnown(
  { settings, store, history, blobs, now }: StarterDependencies,
  request: RunRequest,
  identity: Candidate,
): Promise<RunPlan | { readonly runId: RunId }> {
  try {
    const plan = planRun(request, settings, await earlierRun(request, { store, history, blobs }));
    await refuseOversized(request, plan, identity, now());
    return plan;
  } catch (refusal) {
    const known = await knownRun(store, identity);
    if (known === undefined || !(refusal instanceof Problem)) throw refusal;
    if (await hasStarted(known, history)) return { runId: known };
    throw neverStarted(known, refusal);
  }
}

/** Waits a little for the first event: the command may be on its way still. */
async function hasStarted(runId: RunId, history: RunHistory): Promise<boolean> {
  try {
    return (await history.eventsOf(runId, { atLeast: 1 })).length > 0;
  } catch (error) {
    if (isBehind(error)) return false;
    throw error;
  }
}

/** As every history says that it does not reach so far. */
const isBehind = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'history_behind';

function identityOf(request: RunRequest, headers: RequestHeaders, samples: RunSampler): Candidate {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  return {
    ...headers,
    samples,
    runId: asRunId(v7()),
    bodyHash: bodyHashOf(request),
    unlogged: { wholeHash: wholeHashOf(request), salt },
    salt,
    seed: randomInt(SEEDS),
  };
}

async function knownRun(store: Store, identity: Candidate): Promise<RunId | undefined> {
  const { idempotencyKey } = identity;
  if (idempotencyKey === undefined) return undefined;
  const known = await store.acceptedUnder(TENANT, idempotencyKey);
  if (known !== undefined && !isSameBody(known, identity)) throw keyReused(known.runId);
  return known?.runId;
}

function keyReused(runId: RunId): Problem {
  const message = 'was sent before with another body: use a new key for a new request';
  return new Problem('key-reused', `it belongs to run ${runId}`, [{ field: 'Idempotency-Key', message }]);
}

function neverStarted(runId: RunId, { detail, errors }: Problem): Problem {
  const message = `belongs to run ${runId}, which has not started and would be refused by now: put right what is named here and ask again, or use a new key`;
  return new Problem('not-runnable', `run ${runId} was accepted and never started: ${detail}`, [
    ...errors,
    { field: 'Idempotency-Key', message },
  ]);
}
