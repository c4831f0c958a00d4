import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorAccess, VendorAccessError } from './vendor-access.js';
import { vendorProviders } from './vendor-providers.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-keys-'));
  await writeFile(join(directory, 'key'), 'from-file\n');
  await writeFile(join(directory, 'empty'), '\n');
});
afterAll(() => rm(directory, { recursive: true }));

describe('vendorAccess', () => {
  it('reads keys from variables and files, and addresses', () => {
    const access = vendorAccess({
      OPENAI_API_KEY: 'from-variable',
      ANTHROPIC_API_KEY_FILE: join(directory, 'key'),
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/',
      GEMINI_API_KEY: '',
    });
    expect([...access]).toEqual([
      ['openai', { apiKey: 'from-variable' }],
      ['anthropic', { apiKey: 'from-file', baseUrl: 'http://127.0.0.1:1' }],
    ]);
    expect(vendorProviders(access, () => 0).map(({ name }) => name)).toEqual(['openai', 'anthropic']);
  });

  it('names every variable that a wanted vendor lacks', () => {
    expect(() => vendorAccess({}, ['openai', 'google'])).toThrow(
      new VendorAccessError(
        'provider "openai" needs an API key: set OPENAI_API_KEY, or OPENAI_API_KEY_FILE to a file that holds it\n' +
          'provider "google" needs an API key: set GEMINI_API_KEY, or GEMINI_API_KEY_FILE to a file that holds it',
      ),
    );
  });

  it.each([
    [
      'a missing file',
      { OPENAI_API_KEY_FILE: '/nowhere/key' },
      'OPENAI_API_KEY_FILE names /nowhere/key, which cannot be read (ENOENT)',
    ],
    ['two keys', { OPENAI_API_KEY: 'hush', OPENAI_API_KEY_FILE: '/nowhere/key' }, 'are both set: unset one of them'],
    ['no address', { OPENAI_API_KEY: 'hush', OPENAI_BASE_URL: 'hush' }, 'OPENAI_BASE_URL must be an http(s) URL'],
  ])('says what is wrong with %s, and no key', (_, environment, message) => {
    expect(() => vendorAccess(environment)).toThrow(message);
    expect(() => vendorAccess(environment)).not.toThrow(/hush/);
  });

  it('says that a key file is empty', () => {
    const path = join(directory, 'empty');
    expect(() => vendorAccess({ GEMINI_API_KEY_FILE: path })).toThrow(
      `GEMINI_API_KEY_FILE names ${path}, which is empty`,
    );
  });
});
