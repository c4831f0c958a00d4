import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLog, type DeadLetter, type ReceivedRecord } from '#event-log';
import { asCommandId, encode, type CommandOf } from '#events';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { COMMAND_ID, completed, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';

const cancel = (n: number): CommandOf<'CancelRun'> => ({
  type: 'CancelRun',
  runId: RUN_ID,
  tenant: 'default',
  source: '/parley/test',
  time: 1,
  id: asCommandId(COMMAND_ID.replace(/.$/, String(n))),
  data: { reason: `cancel ${n}` },
});
const letterOf = (wire: {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}): DeadLetter => ({
  runId: RUN_ID,
  reason: 'run_unknown',
  detail: 'CancelRun for a run that was never started',
  origin: { topic: 'run-commands', partition: 0, offset: 3 },
  headers: wire.headers,
  value: wire.value,
});
const EVENT = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1))[0]!;

describe('parley dlq', () => {
  let directory: string;
  let ids: readonly string[];
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-dlq-'));
    const { log } = await openEmbeddedLog({ directory });
    const wires = [encode(cancel(1)), encode(cancel(2)), encode(EVENT), { headers: {}, value: '\u001b[2Jnonsense' }];
    await log.publish(wires.map((wire) => ({ topic: 'run-dead-letters', deadLetter: letterOf(wire) })));
    await log.close();
    ids = wires.map((_, offset) => `${log.partitionOf(RUN_ID)}:${offset}`);
  });
  afterEach(() => rm(directory, { recursive: true }));

  async function dlq(...args: readonly string[]): Promise<string> {
    const { session, printed } = quietSession();
    await programOf(session).parseAsync(['dlq', ...args, '--data', directory], { from: 'user' });
    return printed.join('\n');
  }
  const open = async () => {
    const { letters } = JSON.parse(await dlq('list', '--json')) as { letters: { partition: number; offset: number }[] };
    return letters.map(({ partition, offset }) => `${partition}:${offset}`);
  };
  async function commands(): Promise<readonly ReceivedRecord[]> {
    const { log } = await openEmbeddedLog({ directory });
    const records: ReceivedRecord[] = [];
    for await (const record of log.read('run-commands', new Map())) records.push(record);
    await log.close();
    return records;
  }

  it('lists those that nobody has settled, and shows one whole', async () => {
    expect(await open()).toEqual(ids);
    expect(await dlq('list')).toContain('run_unknown');
    const shown = await dlq('show', ids[0]!);
    expect(shown).toContain('came as run-commands/0, offset 3');
    expect(shown).toContain('{"reason":"cancel 1"}');
    expect(await dlq('show', ids[3]!)).not.toContain('\u001b');
  });

  it.each(['list', 'show 0:0', 'retry 0:0', 'drop 0:0'])('refuses to %s where no installation is', async (command) => {
    const { session } = quietSession();
    const args = ['dlq', ...command.split(' '), '--data', path.join(directory, 'typo')];
    const refused = programOf(session).parseAsync(args, { from: 'user' });
    await expect(refused).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(/no directory .*typo/) });
    await expect(stat(path.join(directory, 'typo'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('looks nowhere while brokers are named and not what for', async () => {
    const { session } = quietSession({ PARLEY_KAFKA_BROKERS: '127.0.0.1:9' });
    const refused = programOf(session).parseAsync(['dlq', 'list', '--data', directory], { from: 'user' });
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^PARLEY_LOG is missing/),
    });
  });

  it('sends commands again as they were, and takes them for settled', async () => {
    await dlq('retry', ids[0]!, ids[1]!);
    expect((await commands()).map((record) => 'message' in record && record.message)).toEqual([cancel(1), cancel(2)]);
    expect(await open()).toEqual(ids.slice(2));
    expect(await dlq('list', '--all')).toContain('retried');
    await expect(dlq('retry', ids[0]!)).rejects.toThrow(`${ids[0]} has been retried already`);
  });

  it.each([
    [2, 'holds no command'],
    [3, 'it cannot be read'],
  ])('sends nothing where one of them is no command: letter %i', async (n, message) => {
    await expect(dlq('retry', ids[0]!, ids[n]!)).rejects.toThrow(message);
    expect(await commands()).toEqual([]);
    expect(await open()).toEqual(ids);
  });

  it('drops what is of no use', async () => {
    await dlq('drop', ids[3]!);
    expect(await open()).toEqual(ids.slice(0, 3));
  });

  it('names a letter that is not there', async () => {
    await expect(dlq('drop', '9:9')).rejects.toThrow('there is no dead letter 9:9');
  });
});
