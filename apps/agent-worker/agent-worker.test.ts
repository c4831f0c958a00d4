import { describe, expect, it } from '@jest/globals';
import {
  asAgentId,
  asTurnId,
  callIdOf,
  INLINE_LIMIT,
  isEvent,
  type BlobRef,
  type Blobs,
  type RunCommand,
  type RunEvent,
  type ToolCall,
} from '#events';
import { once } from 'node:events';
import type { Held, Job, OutgoingRecord, ReceivedRecord, Worker } from '#event-log';
import { ProviderError, scripted, type ModelAnswer, type Provider } from '#llm';
import { initial, step, timersOf, type RunState, type Timer } from '#run';
import {
  agentNamed,
  cancelRun,
  commandOf,
  fireTimer,
  recordAnswer,
  recordTurn,
  startRun,
  startToolCall,
  T0,
  type Draft,
} from '#run/testing';
import { StoreError } from '#store';
import type { Tool, ToolResult } from '#tools';
import { createAgentWorker, type AgentWorker } from './agent-worker.js';
import type { WorkerDependencies } from './dependencies.js';

const TURN = asTurnId('solo.1');
const CALL = callIdOf(TURN, 1);
const noBlobs: Blobs = {
  put: () => Promise.reject(new Error('the disk is full')),
  get: () => Promise.reject(new Error('the disk is full')),
  removeRuns: () => Promise.resolve(),
};
const REF: BlobRef = { blob: '0'.repeat(64), bytes: 1, mediaType: 'text/plain; charset=utf-8' };
const pay: ToolCall = { name: 'pay', arguments: '{}', effect: 'once', approval: 'never' };

/** As for a job whose member has the partition. */
const held = () => Promise.resolve();

/** The events of a run of one agent that can pay. */
const history = (...drafts: readonly Draft[]): readonly RunEvent[] =>
  historyOf(startRun({ agents: [agentNamed('solo', 'solo', { tools: ['pay'] })] }), ...drafts);

/** The events of a run that these commands lead to, one a second. */
function historyOf(...drafts: readonly Draft[]): readonly RunEvent[] {
  let state: RunState = initial;
  return drafts.flatMap((draft, number) => {
    const { events, state: next } = step(state, commandOf(draft, { number }), T0 + 1_000 * number);
    state = next;
    return events;
  });
}

function workerWith(events: readonly RunEvent[], options: Partial<WorkerDependencies> = {}): AgentWorker {
  return createAgentWorker({
    workerId: 'worker',
    history: { eventsOf: () => Promise.resolve(events), openRuns: () => Promise.resolve([]) },
    blobs: noBlobs,
    providerNamed: () => scripted([]),
    toolNamed: () => undefined,
    deltas: { publish: () => undefined },
    now: () => T0,
    concurrency: 1,
    cachedRuns: 10,
    onError: () => undefined,
    ...options,
  });
}

const recordOf = (message: RunEvent, partition = 0): ReceivedRecord => ({
  topic: 'run-events',
  partition,
  offset: message.sequence - 1,
  time: message.time,
  message,
});

const observe = (worker: Worker, events: readonly RunEvent[], partition = 0): void => {
  for (const event of events) worker.observe(recordOf(event, partition));
};

function jobOf(worker: Worker, events: readonly RunEvent[], type: RunEvent['type'], partition = 0): Job | undefined {
  const event = events.findLast((one) => one.type === type);
  return event && worker.jobOf(recordOf(event, partition), true);
}

function commandIn(outputs: readonly OutgoingRecord[]): RunCommand {
  const [output] = outputs;
  if (output?.topic !== 'run-commands' || isEvent(output.message)) throw new Error('no command');
  return output.message;
}

const answering = (answer: Partial<ModelAnswer>): Provider =>
  scripted([
    { text: 'Well.', calls: [], finishReason: 'stop', usage: { input: 7, output: 3, source: 'reported' }, ...answer },
  ]);

describe('the agent worker', () => {
  it('goes on with the turns of a partition that it keeps', () => {
    const events = history();
    const worker = workerWith(events);
    observe(worker, events, 0);
    observe(worker, events, 1);
    worker.revoked(0);
    expect(jobOf(worker, events, 'TurnRequested', 1)).toBeDefined();
  });

  it('asks nothing again that the model has answered', () => {
    const events = history(recordAnswer(TURN, { text: '', calls: [pay] }));
    const worker = workerWith(events);
    observe(worker, events);
    expect(jobOf(worker, events, 'TurnRequested')).toBeUndefined();
    expect(jobOf(worker, events, 'TurnAnswered')).toBeDefined();
  });

  it('costs a turn no attempt while the store is away, and does not ask its model twice', async () => {
    const away = () => Promise.reject(new StoreError('store_unavailable', 'the database does not answer'));
    const events = history();
    const performed = (options: Partial<WorkerDependencies>) => {
      const worker = workerWith(events, options);
      observe(worker, events.slice(-1));
      return jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held) ?? Promise.resolve([]);
    };
    const unread = performed({ history: { eventsOf: away, openRuns: () => Promise.resolve([]) } });
    await expect(unread).rejects.toMatchObject({ code: 'store_unavailable' });
    const provider = answering({ text: 'x'.repeat(INLINE_LIMIT + 1) });
    let puts = 0;
    const blobs: Blobs = { ...noBlobs, put: () => (++puts < 3 ? away() : Promise.resolve(REF)) };
    const kept = commandIn(await performed({ providerNamed: () => provider, blobs, storeRetryMs: 1 }));
    expect([kept.type, puts]).toEqual(['RecordTurn', 3]);
  });

  it('lets what it has done be told twice, and never a claim', async () => {
    const told = async (events: readonly RunEvent[], type: RunEvent['type'], options?: Partial<WorkerDependencies>) => {
      const worker = workerWith(events, options);
      observe(worker, events);
      const outputs = (await jobOf(worker, events, type)?.run(new AbortController().signal, held)) ?? [];
      return [commandIn(outputs).type, worker.outputsMayRepeat?.(outputs)];
    };
    const providerNamed = () => answering({});
    expect(await told(history(), 'TurnRequested', { providerNamed })).toEqual(['RecordTurn', true]);
    const answered = history(recordAnswer(TURN, { text: '', calls: [pay] }));
    expect(await told(answered, 'TurnAnswered')).toEqual(['StartToolCall', false]);
  });

  it('says how many turns wait for it, how many it is at, and how many are held', async () => {
    const events = history();
    const asked = Promise.withResolvers<undefined>();
    const silent = scripted(() => {
      asked.resolve(undefined);
      return { hang: true };
    });
    const worker = workerWith(events, { providerNamed: () => silent });
    observe(worker, events);
    observe(worker, history(recordAnswer(TURN, { text: '', calls: [pay] })), 1);
    expect(worker.load()).toEqual({ waiting: 1, performed: 0, held: 1 });
    void jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held);
    await asked.promise;
    expect(worker.load()).toEqual({ waiting: 0, performed: 1, held: 1 });
    worker.revoked(1);
    expect(worker.load()).toEqual({ waiting: 0, performed: 1, held: 0 });
  });

  it('leaves a call that a shutdown cuts off to whoever comes next', async () => {
    const events = history();
    const asked = Promise.withResolvers<undefined>();
    const stopped = scripted(() => {
      asked.resolve(undefined);
      return { hang: true };
    });
    const worker = workerWith(events, { providerNamed: () => stopped });
    observe(worker, events);
    const shutdown = new AbortController();
    const ended = jobOf(worker, events, 'TurnRequested')?.run(shutdown.signal, held);
    await asked.promise;
    shutdown.abort();
    await expect(ended).rejects.toThrow('aborted');
  });

  describe('whose call is cut off', () => {
    const usage = { input: 7, output: 3, source: 'estimated' } as const;

    /** A job in the middle of its call, which is known to have cost something, and the run that it belongs to. */
    async function speaking() {
      const spoken = Promise.withResolvers<undefined>();
      const provider: Provider = {
        ...scripted([]),
        async *stream({ signal }) {
          yield { delta: 'Well' };
          const aborted = once(signal, 'abort');
          spoken.resolve(undefined);
          await aborted;
          throw new ProviderError('timed_out', 'aborted', { retryable: true, usage });
        },
      };
      const { events, state } = step(initial, commandOf(startRun(), { number: 1 }), T0);
      const worker = workerWith(events, { providerNamed: () => provider });
      observe(worker, events);
      const shutdown = new AbortController();
      const outputs = jobOf(worker, events, 'TurnRequested')!.run(shutdown.signal, held);
      await spoken.promise;
      return { worker, state, shutdown, outputs };
    }

    const deadlineOf = (state: RunState): Draft => {
      const [{ timerId, dueAt }] = timersOf(state) as [Timer];
      return fireTimer(timerId, dueAt);
    };

    it.each([
      ['its run is cancelled', () => cancelRun(), 'run_ended'],
      ['its deadline comes', deadlineOf, 'attempt_closed'],
    ] as const)('tells what it has used when %s, and that is booked once', async (_, ending, reason) => {
      const { worker, state, outputs } = await speaking();
      const ended = step(state, commandOf(ending(state), { number: 2 }), T0 + 1_000_000);
      observe(worker, ended.events);
      const told = commandIn(await outputs);
      const late = step(ended.state, told, T0 + 1_000_001);
      expect(late.events).toMatchObject([{ type: 'TurnDiscarded', data: { turnId: TURN, reason, report: { usage } } }]);
      expect(step(late.state, told, T0 + 1_000_002).events).toEqual([]);
    });

    it('tells what an answer has cost that could not be put down before its run was cancelled', async () => {
      const events = history();
      const tried = Promise.withResolvers<undefined>();
      const put = () => {
        tried.resolve(undefined);
        return Promise.reject(new StoreError('store_unavailable', 'the database does not answer'));
      };
      const provider = answering({ text: 'x'.repeat(INLINE_LIMIT + 1) });
      const worker = workerWith(events, { providerNamed: () => provider, blobs: { ...noBlobs, put } });
      observe(worker, events);
      const outputs = jobOf(worker, events, 'TurnRequested')!.run(new AbortController().signal, held);
      await tried.promise;
      observe(worker, history(cancelRun()).slice(-1));
      expect(commandIn(await outputs)).toMatchObject({ type: 'FailTurn', data: { report: { usage: { input: 7 } } } });
    });

    it('says nothing of a turn that others go on with', async () => {
      const revoked = await speaking();
      revoked.worker.revoked(0);
      expect(await revoked.outputs).toEqual([]);
      const stopped = await speaking();
      stopped.shutdown.abort();
      await expect(stopped.outputs).rejects.toThrow('aborted');
    });
  });

  it('keeps the spend of an answer that it cannot record', async () => {
    const events = history();
    const worker = workerWith(events, { providerNamed: () => answering({ text: 'x'.repeat(20_000) }) });
    observe(worker, events);
    const outputs = await jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held);
    expect(commandIn(outputs ?? [])).toMatchObject({
      type: 'FailTurn',
      data: { error: { code: 'worker_error' }, report: { usage: { input: 7, output: 3, source: 'reported' } } },
    });
  });

  it('refuses an answer that no record can hold, and keeps its spend', async () => {
    const events = history();
    const calls = Array.from({ length: 2_500 }, (_, i) => ({ callId: `c${i}`, name: 'pay', arguments: '{}' }));
    const worker = workerWith(events, { providerNamed: () => answering({ calls }) });
    observe(worker, events);
    const outputs = await jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held);
    expect(commandIn(outputs ?? [])).toMatchObject({
      type: 'FailTurn',
      data: { error: { code: 'invalid_response' }, report: { usage: { input: 7 } } },
    });
  });

  it('has an account given of everybody whose findings the agent was sent', async () => {
    const events = historyOf(
      startRun({ architecture: 'centralized', parameters: { orchestratorSynthesis: 1 } }),
      recordTurn('orchestrator.1', { controls: [{ kind: 'delegate', index: 0, to: asAgentId('worker-2') }] }),
      recordTurn('worker-2.1', { controls: [{ kind: 'report', index: 0 }] }),
      recordTurn('orchestrator.2', { controls: [{ kind: 'finish', index: 0 }] }),
    );
    const answer = JSON.stringify({ answer: '42', account: 'It is met.' });
    const calls = [{ callId: 'call_1', name: 'submit_answer', arguments: answer }];
    const worker = workerWith(events, { providerNamed: () => answering({ calls }) });
    observe(worker, events);
    const outputs = await jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held);
    expect(commandIn(outputs ?? [])).toMatchObject({
      type: 'RecordTurn',
      data: {
        controls: [],
        defect: { message: expect.stringContaining('a line that begins with worker-2') },
      },
    });
  });

  it('takes from a server only what can be counted', async () => {
    const events = history();
    const usage = { input: 1.5, output: 3, cacheRead: -1, source: 'reported' } as const;
    const worker = workerWith(events, { providerNamed: () => answering({ usage }) });
    observe(worker, events);
    const outputs = await jobOf(worker, events, 'TurnRequested')?.run(new AbortController().signal, held);
    expect(commandIn(outputs ?? [])).toMatchObject({ data: { report: { usage: { output: 3, source: 'reported' } } } });
    expect(JSON.stringify(outputs)).not.toContain('cacheRead');
  });

  describe('whose call was sent and got no answer', () => {
    const lost = (effect: ToolCall['effect']) => {
      const definition = { name: 'pay', description: '', parameters: { type: 'object' }, approval: 'never' as const };
      const tools = [{ ...definition, effect: effect as 'once' | 'idempotent', timeoutMs: 1_000 }];
      const start = startRun({ agents: [agentNamed('solo', 'solo', { tools: ['pay'] })], tools });
      return [start, recordAnswer(TURN, { text: '', calls: [{ ...pay, effect }] })] as const;
    };
    const lostTool = (keys: string[], answers: readonly ToolResult[]): Tool => ({
      definition: { name: 'pay', description: '', parameters: {}, effect: 'read', approval: 'never', timeoutMs: 1 },
      run: ({ callId }) => {
        keys.push(callId);
        return Promise.resolve(answers[keys.length - 1] ?? { status: 'error', text: 'lost', inDoubt: true });
      },
    });

    it('asks a person where it may happen once', async () => {
      const keys: string[] = [];
      const drafts = lost('once');
      let events = historyOf(...drafts);
      const worker = workerWith([], {
        history: { eventsOf: () => Promise.resolve(events), openRuns: () => Promise.resolve([]) },
        toolNamed: () => lostTool(keys, []),
      });
      observe(worker, events);
      const asked = await jobOf(worker, events, 'TurnAnswered')?.run(new AbortController().signal, held);
      const { data } = commandIn(asked ?? []);
      const claim = 'claim' in data && data.claim !== undefined ? data.claim : '';
      events = historyOf(...drafts, startToolCall(CALL, claim));
      observe(worker, events.slice(-1));
      const outputs = await jobOf(worker, events, 'ToolCallStarted')?.run(new AbortController().signal, held);
      expect(commandIn(outputs ?? [])).toMatchObject({ type: 'DoubtToolCall', data: { callId: CALL, claim } });
      expect(keys).toEqual([CALL]);
    });

    it('does not make it where the partition is no longer its own', async () => {
      const keys: string[] = [];
      const drafts = lost('once');
      let events = historyOf(...drafts);
      const worker = workerWith([], {
        history: { eventsOf: () => Promise.resolve(events), openRuns: () => Promise.resolve([]) },
        toolNamed: () => lostTool(keys, [{ status: 'ok', text: 'paid' }]),
      });
      observe(worker, events);
      const asked = await jobOf(worker, events, 'TurnAnswered')?.run(new AbortController().signal, held);
      const { data } = commandIn(asked ?? []);
      events = historyOf(...drafts, startToolCall(CALL, 'claim' in data ? (data.claim ?? '') : ''));
      observe(worker, events.slice(-1));
      const act = (may: Held) => jobOf(worker, events, 'ToolCallStarted')?.run(new AbortController().signal, may);
      await expect(act(() => Promise.reject(new Error('fenced')))).rejects.toThrow('fenced');
      expect(keys).toEqual([]);
      const outputs = await act(held);
      expect(commandIn(outputs ?? [])).toMatchObject({ type: 'RecordToolResult', data: { outcome: { status: 'ok' } } });
      expect([await act(held), keys]).toEqual([[], [CALL]]);
    });

    it('makes it again with the same key where that is safe, so often and no more', async () => {
      for (const [answers, status] of [
        [
          [
            { status: 'error', text: 'lost', inDoubt: true },
            { status: 'ok', text: 'paid' },
          ],
          'ok',
        ],
        [[], 'error'],
      ] as const) {
        const keys: string[] = [];
        const events = historyOf(...lost('idempotent'));
        const worker = workerWith(events, { toolNamed: () => lostTool(keys, answers) });
        observe(worker, events);
        const outputs = await jobOf(worker, events, 'TurnAnswered')?.run(new AbortController().signal, held);
        expect(commandIn(outputs ?? [])).toMatchObject({ type: 'RecordToolResult', data: { outcome: { status } } });
        expect(keys).toEqual(status === 'ok' ? [CALL, CALL] : [CALL, CALL, CALL]);
      }
    });

    it('says so where the installation has the tool no more', async () => {
      const events = historyOf(...lost('idempotent'));
      const worker = workerWith(events);
      observe(worker, events);
      const outputs = await jobOf(worker, events, 'TurnAnswered')?.run(new AbortController().signal, held);
      expect(commandIn(outputs ?? [])).toMatchObject({
        data: { outcome: { status: 'error', result: 'pay was not called: there is no such tool here any more' } },
      });
    });
  });

  it('doubts its own claim when the partition has been away in between', async () => {
    const answered = history(recordAnswer(TURN, { text: '', calls: [pay] }));
    const worker = workerWith(answered);
    observe(worker, answered);
    const asked = await jobOf(worker, answered, 'TurnAnswered')?.run(new AbortController().signal, held);
    const { data } = commandIn(asked ?? []);
    const claim = 'claim' in data && data.claim !== undefined ? data.claim : '';
    const claimed = history(recordAnswer(TURN, { text: '', calls: [pay] }), startToolCall(CALL, claim));
    worker.revoked(0);
    await worker.assigned(0);
    const successor = workerWith(claimed);
    for (const one of [worker, successor]) {
      observe(one, claimed);
      const outputs = await jobOf(one, claimed, 'ToolCallStarted')?.run(new AbortController().signal, held);
      expect(commandIn(outputs ?? [])).toMatchObject({ type: 'DoubtToolCall', data: { claim } });
    }
  });
});
