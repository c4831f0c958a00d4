import { isUnreadable, openEmbeddedLog } from '#event-log';
import { asCommandId, type CommandOf, type RunEvent, type RunId } from '#events';
import { openFileBlobs, openSqliteStore } from '#store';
import { BUILT_IN_TOOLS } from '#tools';
import { effectsOf, effectTools, type Effects } from '#tools/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { duplicatedTurns, outcomeOf, type Outcome } from './outcome.js';
import { Services, type Surroundings } from './services.js';
import { startCommand, type Start } from './starts.js';

const STARTS: readonly Start[] = [
  ...['single', 'independent', 'centralized', 'decentralized'].map((architecture): Start => {
    return { architecture, index: 1, model: 'rehearsal' };
  }),
  { architecture: 'single', index: 0, model: 'effects' },
  { architecture: 'single', index: 1, model: 'effects' },
];
/** Calls that must happen once, in all runs together. */
export const ONCE_CALLS = 2 * STARTS.filter(({ model }) => model === 'effects').length;

export interface DropResult {
  readonly deaths: number;
  readonly outcomes: readonly Outcome[];
  readonly duplicated: readonly string[];
  readonly once: Effects;
}

/** Runs all of them in this process; the service that reaches `point` for the nth time is dropped there and started anew. */
export async function dropTrial(point: string, nth: number): Promise<DropResult> {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-drop-'));
  const effects = path.join(directory, 'effects');
  const surroundings = await open(directory, effects);
  const { log, store } = surroundings;
  try {
    const services = new Services(surroundings, point, nth);
    await services.startAll();
    const streams = await runAll(surroundings, effects);
    await services.settled();
    return {
      deaths: services.deaths,
      outcomes: streams.map(outcomeOf),
      duplicated: streams.flatMap(duplicatedTurns),
      once: effectsOf(effects, 'once'),
    };
  } finally {
    await log.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runAll(surroundings: Surroundings, effects: string): Promise<readonly (readonly RunEvent[])[]> {
  const { log, blobs, tools, history } = surroundings;
  const definitions = tools.map(({ definition }) => definition);
  const commands = await Promise.all(STARTS.map((start) => startCommand(start, definitions, blobs)));
  const runIds = commands.map(({ runId }) => runId);
  const graded = allGraded(surroundings, runIds, effects);
  await log.publish(commands.map((message) => ({ topic: 'run-commands', message })));
  await graded;
  return Promise.all(runIds.map((runId) => history.eventsOf(runId)));
}

async function open(directory: string, effects: string): Promise<Surroundings> {
  const { log, history } = await openEmbeddedLog({ directory });
  const store = await openSqliteStore({ directory });
  const blobs = openFileBlobs({ directory: path.join(directory, 'blobs') });
  return { log, history, blobs, store, tools: [...BUILT_IN_TOOLS, ...effectTools(effects)] };
}

/** Resolves when every run is graded; decides what is in doubt by what has happened. */
async function allGraded({ log }: Surroundings, runIds: readonly RunId[], effects: string): Promise<void> {
  const open = new Set(runIds);
  for await (const record of log.read('run-events', new Map(), { follow: true })) {
    if (isUnreadable(record) || record.topic !== 'run-events') continue;
    const event = record.message;
    if (event.type === 'RunGraded' || event.type === 'RunFailed') open.delete(event.runId);
    if (open.size === 0) return;
    if (event.type === 'ApprovalRequested')
      await log.publish([{ topic: 'run-commands', message: resolved(event, effects) }]);
  }
}

function resolved(
  event: Extract<RunEvent, { type: 'ApprovalRequested' }>,
  effects: string,
): CommandOf<'ResolveApproval'> {
  const { approvalId, callId } = event.data;
  const { happened } = effectsOf(effects, 'once', { runId: event.runId, callId });
  const note = callId.startsWith('solo.1.') ? 'third' : 'fourth';
  return {
    type: 'ResolveApproval',
    runId: event.runId,
    tenant: event.tenant,
    source: '/parley/test',
    time: Date.now(),
    actor: 'user:test',
    id: asCommandId(v7()),
    data: {
      approvalId,
      decision: happened > 0 ? 'happened' : 'not_happened',
      ...(happened > 0 ? { result: `noted: ${note}` } : {}),
    },
  };
}
