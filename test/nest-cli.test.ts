import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '..');
const folders = (name: string) => readdirSync(path.join(ROOT, name)).map((folder) => `${name}/${folder}`);

it('every app and lib is built: nest-cli.json names it', () => {
  const { projects } = JSON.parse(readFileSync(path.join(ROOT, 'nest-cli.json'), 'utf8')) as {
    readonly projects: Readonly<Record<string, { readonly root: string }>>;
  };
  const built = Object.values(projects).map(({ root }) => root);
  expect(built.sort()).toEqual([...folders('apps'), ...folders('libs')].sort());
});
