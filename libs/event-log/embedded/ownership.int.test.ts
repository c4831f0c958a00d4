import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { recordsOf } from '../testing/log-harness.js';
import { asCommand, reasonOf, runIdOf } from '../testing/messages.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { openEmbeddedLog } from './open-embedded-log.js';

const ROOT = join(import.meta.dirname, '../../..');
const OWNER = join(import.meta.dirname, '../testing/owner-process.ts');

/** A process that owns the directory; `lines` are what it prints. */
function ownerOf(directory: string, ...fault: string[]) {
  const hooks = ['--conditions=parley-source', '--import', join(ROOT, 'tools/ts-hooks.mjs')];
  const child: ChildProcess = spawn(process.execPath, [...hooks, OWNER, directory, ...fault], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, exited: once(child, 'exit'), lines: createInterface({ input: child.stdout! }) };
}

/** The last number that it printed before it died. */
async function acknowledged({ lines, exited }: ReturnType<typeof ownerOf>): Promise<number> {
  let last = 0;
  for await (const line of lines) if (line !== 'open') last = Number(line);
  await exited;
  return last;
}

async function survivors(directory: string): Promise<readonly string[]> {
  const { log, history } = await openEmbeddedLog({ directory });
  const commands = (await recordsOf(log, 'run-commands')).map(reasonOf);
  const events = await history.eventsOf(runIdOf(1));
  expect(events.map((message) => message.sequence)).toEqual(commands.map(Number));
  await log.close();
  return commands;
}

describe('ownership of a directory', () => {
  afterEach(removeTemporaryDirectories);

  it('refuses a second owner and names directory and process', async () => {
    const directory = temporaryDirectory();
    const owner = ownerOf(directory);
    await once(owner.lines, 'line');
    await expect(openEmbeddedLog({ directory })).rejects.toMatchObject({
      code: 'log_owned',
      message: `${directory} is in use by process ${owner.child.pid}: stop it, or choose another directory`,
    });
    owner.child.kill('SIGKILL');
    await owner.exited;
  });

  it('refuses a second owner in the same process, too', async () => {
    const directory = temporaryDirectory();
    const { log } = await openEmbeddedLog({ directory });
    await expect(openEmbeddedLog({ directory })).rejects.toMatchObject({ code: 'log_owned' });
    await log.close();
    await (await openEmbeddedLog({ directory })).log.close();
  });

  it('is free again after kill -9, with everything that was acknowledged', async () => {
    const directory = temporaryDirectory();
    const owner = ownerOf(directory);
    owner.lines.on('line', (line) => {
      if (line === '100') owner.child.kill('SIGKILL');
    });
    const last = await acknowledged(owner);
    const kept = await survivors(directory);
    expect(kept.length).toBeGreaterThanOrEqual(last);
    expect(kept).toEqual(kept.map((_, i) => `${i + 1}`));
  });

  it.each([
    ['before-commit', 49],
    ['in-transaction', 49],
    ['after-commit', 50],
    ['before-deliver', 50],
  ])('killed at %s it keeps whole commits', async (point, commits) => {
    const directory = temporaryDirectory();
    const owner = ownerOf(directory, point);
    const last = await acknowledged(owner);
    expect(await survivors(directory)).toHaveLength(commits);
    expect(last).toBeLessThanOrEqual(commits);
  });

  it('is fenced by a newer owner, should the lock ever fail', async () => {
    const directory = temporaryDirectory();
    const { log } = await openEmbeddedLog({ directory });
    const thief = new Database(join(directory, 'log.db'));
    thief.exec(`update meta set value = value + 1 where key = 'epoch'`);
    thief.close();
    await expect(log.publish([asCommand(runIdOf(1), 'a')])).rejects.toMatchObject({ code: 'log_fenced' });
    expect(await recordsOf(log, 'run-commands')).toEqual([]);
    await log.close();
  });
});

describe('the file', () => {
  afterEach(removeTemporaryDirectories);

  it('of a newer format is refused', async () => {
    const directory = temporaryDirectory();
    const db = new Database(join(directory, 'log.db'));
    db.pragma('user_version = 99');
    db.close();
    await expect(openEmbeddedLog({ directory })).rejects.toMatchObject({
      code: 'format_newer',
      message: expect.stringContaining('has format 99, and this program reads up to 1'),
    });
  });

  it('keeps its number of partitions', async () => {
    const directory = temporaryDirectory();
    await (await openEmbeddedLog({ directory, partitions: 2 })).log.close();
    await expect(openEmbeddedLog({ directory, partitions: 8 })).rejects.toMatchObject({
      code: 'partitions_differ',
      message: expect.stringContaining('has 2 partitions, not 8'),
    });
    const { log } = await openEmbeddedLog({ directory });
    expect(log.partitions).toBe(2);
    await log.close();
  });

  it('that is no log is refused, and the directory is free afterwards', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'log.db'), 'certainly not a database'.repeat(100));
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(openEmbeddedLog({ directory })).rejects.toMatchObject({ code: 'file_damaged' });
    }
  });

  it('in a directory that cannot be made is refused', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    await expect(openEmbeddedLog({ directory: join(file, 'below') })).rejects.toMatchObject({
      code: 'cannot_open',
      message: expect.stringContaining('choose one that may be written'),
    });
  });
});
