import { mkdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { makeDirectoryDurably } from './durable-directory.js';

describe('a directory that is made durably', () => {
  afterEach(removeTemporaryDirectories);

  const syncedFor = (directory: string): readonly string[] => {
    const synced: string[] = [];
    makeDirectoryDurably(directory, (parent) => synced.push(parent));
    expect(statSync(directory).isDirectory()).toBe(true);
    return synced;
  };

  it('has the parent of every part that is new synced', () => {
    const root = temporaryDirectory();
    expect(syncedFor(join(root, 'a', 'b', 'c'))).toEqual([join(root, 'a', 'b'), join(root, 'a'), root]);
    expect(syncedFor(join(root, 'a', 'b', 'd'))).toEqual([join(root, 'a', 'b')]);
  });

  it('needs no sync when it is there already', () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, 'a'));
    expect(syncedFor(join(root, 'a'))).toEqual([]);
  });

  it('may be named from where the process stands', () => {
    const root = temporaryDirectory();
    expect(syncedFor(`${relative(process.cwd(), root)}/a/`)).toEqual([root]);
  });

  it('syncs for real by itself', () => {
    const directory = join(temporaryDirectory(), 'a', 'b');
    makeDirectoryDurably(directory);
    expect(statSync(directory).isDirectory()).toBe(true);
  });
});
