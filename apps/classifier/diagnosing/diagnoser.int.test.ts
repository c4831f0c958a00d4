import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JUDGED_BY, JudgingError, judging, JUDGING_LIMITS, type Judging } from '#diagnosis';
import { FROM_SOURCE } from '#diagnosis/testing';
import { diagnosisIn, openMemoryLog, type Subscription } from '#event-log';
import { DiagnosisGroundsSchema, isBlobRef, type RunDiagnosis, type RunEvent } from '#events';
import { openFileBlobs } from '#store';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { answerOf, eventScript } from '#trajectory/testing';
import { createDiagnoser } from './diagnoser.js';

const WRONG = 'I add 3 + 4 = 8. My answer is 8.';
const HOUR_MS = 3_600_000;

interface Run {
  readonly run?: number;
  readonly graded?: boolean;
  readonly erasable?: boolean;
}

/** One agent adds, and gets it wrong; the grade is the last event where there is one. */
function addition({ run = 1, graded = true, erasable = false }: Run = {}): readonly RunEvent[] {
  const script = eventScript({ agents: ['adder', 'checker'], graded, run });
  const turn = script.turn('adder', { answer: answerOf(WRONG) });
  script.say(turn, ['checker'], 'report');
  script.complete(script.turn('checker', { answer: answerOf('I agree: it is 8.') }));
  if (graded) script.grade(false);
  const [started, ...rest] = script.events;
  return [{ ...started!, data: { ...started!.data, erasable } } as RunEvent, ...rest];
}

describe('a diagnoser', () => {
  let directory: string;
  let thread: Judging;
  let open: ReturnType<typeof openMemoryLog>;
  beforeAll(() => {
    thread = judging(JUDGING_LIMITS, FROM_SOURCE);
  });
  afterAll(() => thread.close());
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-diagnoser-'));
    open = openMemoryLog();
  });
  afterEach(async () => {
    await open.log.close();
    rmSync(directory, { recursive: true });
  });

  const blobs = () => openFileBlobs({ directory: path.join(directory, 'blobs') });
  const givenUp: string[] = [];
  function start(by: Pick<Judging, 'judge'> = thread, gradeMs = HOUR_MS): Promise<Subscription> {
    const onGivenUp = (_runId: string, reason: string) => givenUp.push(reason);
    // The script's events are of another time than this test's.
    const now = () => addition().at(-1)!.time;
    const { log, history } = open;
    return log.work(createDiagnoser({ history, blobs: blobs(), judging: by, now, gradeMs, onGivenUp }));
  }
  const happen = (events: readonly RunEvent[]) =>
    open.log.publish(events.map((message) => ({ topic: 'run-events', message })));
  async function told(): Promise<readonly RunDiagnosis[]> {
    const diagnoses: RunDiagnosis[] = [];
    for await (const record of open.log.read('diagnoses', new Map())) diagnoses.push(diagnosisIn(record)!);
    return diagnoses;
  }
  async function toldAtLeast(count: number): Promise<readonly RunDiagnosis[]> {
    for (;;) {
      const diagnoses = await told();
      if (diagnoses.length >= count) return diagnoses;
      await sleep(5);
    }
  }
  async function restart(): Promise<void> {
    const { disk } = open;
    await open.log.close();
    open = openMemoryLog({ disk });
  }

  it('says who got what wrong at which step, once the run is graded', async () => {
    await start();
    const events = addition();
    await happen(events);
    const [diagnosis] = await toldAtLeast(1);
    expect(diagnosis).toMatchObject({
      source: '/parley/classifier',
      id: `${events[0]!.runId}:${CLASSIFIER_VERSION}:${events.length}`,
      causationId: `${events[0]!.runId}:${events.length}`,
      data: {
        version: CLASSIFIER_VERSION,
        label: 'numerical_drift',
        agent: 'adder',
        place: { step: 0, turnId: 'adder.1', spanId: expect.stringMatching(/^[0-9a-f]{16}$/) },
        grounds: { detector: 'wrong-arithmetic', claim: expect.any(String), evidence: [{ quote: WRONG }] },
        facts: { outcome: 'failed', turns: 2, messages: 1 },
      },
    });
  });

  it('diagnoses what ended while it was away, and nothing twice', async () => {
    await happen(addition());
    await start();
    await toldAtLeast(1);
    await restart();
    await happen(addition({ run: 2, graded: false }));
    await start();
    const diagnoses = await toldAtLeast(2);
    expect(diagnoses.map(({ runId }) => runId)).toEqual([addition()[0]!.runId, addition({ run: 2 })[0]!.runId]);
    expect(open.disk.checkpointOf(`classifier-${JUDGED_BY}`, 'run-events', 0)).toBeDefined();
  });

  it('diagnoses a run whose grade does not come, and again when it comes after all', async () => {
    await start(thread, 0);
    const events = addition();
    await happen(events.slice(0, -1));
    const [ungraded] = await toldAtLeast(1);
    expect(ungraded?.data).toMatchObject({ upTo: events.length - 1, facts: { outcome: 'ungraded' } });
    await happen(events.slice(-1));
    expect((await toldAtLeast(2))[1]?.data).toMatchObject({ upTo: events.length, facts: { outcome: 'failed' } });
  });

  it('keeps quotes of an erasable run off the log', async () => {
    await start();
    await happen(addition({ erasable: true }));
    const [diagnosis] = await toldAtLeast(1);
    expect(JSON.stringify(diagnosis)).not.toContain('3 + 4');
    const { runId, data } = diagnosis!;
    if (!('blob' in data.grounds)) throw new Error('no blob');
    expect(isBlobRef(data.grounds)).toBe(true);
    const text = new TextDecoder().decode(await blobs().get(runId, data.grounds));
    expect(DiagnosisGroundsSchema.parse(JSON.parse(text)).evidence).toMatchObject([{ quote: WRONG }]);
  });

  it.each([
    ['failed', 'the classifier cannot judge this run: TypeError', 1],
    ['slow', 'it took longer than 60 s', 3],
  ] as const)('goes on past a run on which judging has %s', async (code, words, tries) => {
    let tried = 0;
    const poisoned = addition()[0]!.runId;
    await start({
      judge: (run, stopping) => {
        if (run.trajectory.runId !== poisoned) return thread.judge(run, stopping);
        tried += 1;
        return Promise.reject(new JudgingError(code, words));
      },
    });
    await happen(addition());
    await happen(addition({ run: 2 }));
    const [first, second] = await toldAtLeast(2);
    expect(first?.data).toMatchObject({ label: 'none', confidence: 0, grounds: { abstained: words } });
    expect(second?.data).toMatchObject({ label: 'numerical_drift' });
    expect([tried, givenUp.at(-1)]).toEqual([tries, words]);
  });

  it('waits while others are judged, however often it has to ask', async () => {
    let tried = 0;
    const busy = new JudgingError('busy', '32 runs wait to be diagnosed');
    await start({ judge: (...asked) => (++tried < 5 ? Promise.reject(busy) : thread.judge(...asked)) });
    await happen(addition());
    expect((await toldAtLeast(1))[0]?.data).toMatchObject({ label: 'numerical_drift' });
    expect(tried).toBe(5);
  });

  it('leaves a run for which it waits to the next process', async () => {
    const asked = Promise.withResolvers<undefined>();
    const subscription = await start({
      judge: () => {
        asked.resolve(undefined);
        return Promise.reject(new JudgingError('busy', '32 runs wait to be diagnosed'));
      },
    });
    await happen(addition());
    await asked.promise;
    await subscription.close();
    expect(await told()).toEqual([]);
    await start();
    expect(await toldAtLeast(1)).toHaveLength(1);
  });

  it('tries again where the thread does not work, and leaves the run to the next process', async () => {
    let asked = 0;
    const broken = { judge: () => Promise.reject(new Error(`no thread ${++asked}`)) };
    const subscription = await start(broken);
    await happen(addition());
    while (asked === 0) await sleep(5);
    await subscription.close();
    expect(await told()).toEqual([]);
    await start();
    expect(await toldAtLeast(1)).toHaveLength(1);
  });
});
