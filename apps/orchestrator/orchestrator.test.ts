import { describe, expect, it } from '@jest/globals';
import { openMemoryLog, type EventLog, type Processor, type ReceivedRecord, type Topic } from '#event-log';
import { asRunId, type RunCommand, type RunId } from '#events';
import { commandOf, pauseRun, resumeRun, startRun, type Draft } from '#run/testing';
import { createOrchestrator } from './orchestrator.js';

const RUN = asRunId('01920000-0000-7000-8000-000000000001');
const UNKNOWN = asRunId('01920000-0000-7000-8000-000000000002');

const CACHED_RUNS = 10;
let number = 0;
const command = (draft: Draft, runId: RunId = RUN): RunCommand => commandOf(draft, { number: ++number, runId });
const publish = (log: EventLog, ...messages: RunCommand[]): Promise<void> =>
  log.publish(messages.map((message) => ({ topic: 'run-commands', message })));

/** The first record of a topic that fits, whenever it comes. */
async function found(log: EventLog, topic: Topic, fits: (record: ReceivedRecord) => boolean): Promise<ReceivedRecord> {
  for await (const record of log.read(topic, new Map(), { follow: true })) if (fits(record)) return record;
  throw new Error('the log was closed');
}
const isOf = (type: string) => (record: ReceivedRecord) => 'message' in record && record.message.type === type;

function orchestrator(log: EventLog): Processor {
  const onParked = (runId: RunId, reason: string) => {
    throw new Error(`${runId}: ${reason}`);
  };
  return createOrchestrator({ log, now: Date.now, cachedRuns: CACHED_RUNS, onParked });
}

describe('the orchestrator', () => {
  it('puts a command for a run that was never started where it can be looked at', async () => {
    const { log } = openMemoryLog();
    await log.process(orchestrator(log));
    await publish(log, command(pauseRun(), UNKNOWN));
    expect(await found(log, 'run-dead-letters', () => true)).toMatchObject({
      deadLetter: { runId: UNKNOWN, reason: 'run_unknown' },
    });
    await log.close();
  });

  it('decides on no command in a partition where its run does not belong', async () => {
    const { log, history } = openMemoryLog({ partitions: 4 });
    const wrong = (log.partitionOf(RUN) + 1) % 4;
    const sound = orchestrator(log);
    await sound.assigned(wrong, history);
    await sound.prepare(wrong, [RUN], history);
    const record = {
      topic: 'run-commands',
      partition: wrong,
      offset: 3,
      time: 0,
      message: command(startRun()),
    } as const;
    const origin = { topic: 'run-commands', partition: wrong, offset: 3 };
    expect(sound.handle(wrong, [record]).records).toMatchObject([
      { topic: 'run-dead-letters', deadLetter: { runId: RUN, reason: 'misplaced', origin } },
    ]);
    sound.revoked(wrong);
    await log.close();
  });

  it('decides on runs that it has let go of, folding them again', async () => {
    const { log } = openMemoryLog();
    await log.process(orchestrator(log));
    const runIds = Array.from({ length: 5 * CACHED_RUNS }, (_, n) => asRunId(`${RUN.slice(0, -4)}1${100 + n}`));
    for (const draft of [startRun(), pauseRun(), resumeRun()]) {
      await publish(log, ...runIds.map((runId) => command(draft, runId)));
    }
    const resumed = new Set<RunId>();
    for await (const record of log.read('run-events', new Map(), { follow: true })) {
      if (isOf('RunResumed')(record) && 'message' in record) resumed.add(record.message.runId);
      if (resumed.size === runIds.length) break;
    }
    expect(resumed).toEqual(new Set(runIds));
    await log.close();
  });

  it('goes on after a command whose events can never be written', async () => {
    const { log } = openMemoryLog();
    const sound = orchestrator(log);
    const huge = 'x'.repeat(600_000);
    await log.process({
      ...sound,
      handle(partition, batch) {
        const decided = sound.handle(partition, batch);
        const records = decided.records.map((record) =>
          record.topic === 'run-events' && record.message.type === 'RunPaused'
            ? { ...record, message: { ...record.message, data: { reason: huge } } }
            : record,
        );
        return { ...decided, records };
      },
    });
    await publish(log, command(startRun()));
    await found(log, 'run-events', isOf('TurnRequested'));
    await publish(log, command(pauseRun('poison')), command(resumeRun()));
    expect(await found(log, 'run-dead-letters', () => true)).toMatchObject({ deadLetter: { runId: RUN } });
    // Not paused, as the pause was never written: the command behind it is decided on all the same.
    expect(await found(log, 'run-events', isOf('CommandRejected'))).toMatchObject({
      message: { data: { command: 'ResumeRun', code: 'run_not_paused' } },
    });
    await log.close();
  });
});
