import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { taskRequestOf } from './task-options.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-task-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function requestOf(text: string) {
  const file = path.join(directory, 'task.json');
  await writeFile(file, text);
  return taskRequestOf(file, {});
}

describe('a task file', () => {
  it('is sent as it is, with or without a byte order mark', async () => {
    const task = { input: 'What is 6 x 7?', expected: 42 };
    for (const mark of ['', '\uFEFF']) expect(await requestOf(`${mark}${JSON.stringify(task)}`)).toEqual({ task });
  });

  it('that is none is refused by name', async () => {
    await expect(requestOf('{"input"')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('task.json is not JSON'),
    });
  });
});
