import { mkdtemp, readdir, rm, truncate, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Embed } from './embed.js';
import { openVectorFiles } from './vector-files.js';
import { withVectorCache } from './with-vector-cache.js';

const never = new AbortController().signal;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-vectors-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (source = 'a', mostBytes = 1_000) => openVectorFiles({ directory, source, mostBytes });
const counting = () => {
  const asked: string[] = [];
  const embed: Embed = (texts) => {
    asked.push(...texts);
    return Promise.resolve({ vectors: texts.map(({ length }) => [length, 0.5]), tokens: texts.length });
  };
  return { asked, embed };
};

describe('withVectorCache', () => {
  it('asks for each text once, also in another process, and gives the same', async () => {
    const { asked, embed } = counting();
    const first = await withVectorCache(embed, await open())(['wave', 'fog', 'wave'], never);
    expect(first.vectors).toEqual([
      [4, 0.5],
      [3, 0.5],
      [4, 0.5],
    ]);
    expect(await withVectorCache(embed, await open())(['fog', 'wave', 'reed'], never)).toEqual({
      vectors: [
        [3, 0.5],
        [4, 0.5],
        [4, 0.5],
      ],
      tokens: 1,
    });
    expect(asked).toEqual(['wave', 'fog', 'reed']);
  });

  it('takes nothing of another model, nor of a file that was cut off', async () => {
    const { asked, embed } = counting();
    await withVectorCache(embed, await open())(['wave'], never);
    await withVectorCache(embed, await open('b'))(['wave'], never);
    for (const name of await readdir(directory)) await truncate(path.join(directory, name), 3);
    await withVectorCache(embed, await open())(['wave'], never);
    expect(asked).toEqual(['wave', 'wave', 'wave']);
  });

  it('keeps no texts', async () => {
    await withVectorCache(counting().embed, await open())(['wave'], never);
    expect(await readdir(directory)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.f32$/)]);
  });
});

describe('openVectorFiles', () => {
  it('lets the oldest go when it holds too much, those of earlier processes among them', async () => {
    const files = await open('a', 64);
    for (const text of ['one', 'two', 'three', 'four']) await files.put(text, [1, 2, 3, 4]);
    const [first = ''] = await readdir(directory);
    await utimes(path.join(directory, first), 1, 1);
    await (await open('b', 64)).put('five', [1, 2, 3, 4]);
    const left = await readdir(directory);
    expect(left).toHaveLength(3);
    expect(left).not.toContain(first);
  });
});
