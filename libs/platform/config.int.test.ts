import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { configFrom } from './config.js';

describe('configFrom', () => {
  it('reads prices from the file, and says what is wrong with them', () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-config-'));
    try {
      const path = join(directory, 'prices.json');
      writeFileSync(path, '{"a/b": {"input": 1, "output": 2}}');
      expect(configFrom({ PARLEY_PRICES: path }).prices).toEqual({ 'a/b': { input: 1, output: 2 } });
      writeFileSync(path, '{"a/b": {"input": "cheap", "output": 2}}');
      expect(() => configFrom({ PARLEY_PRICES: path })).toThrow(/a\/b\.input must be a number/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('reads tools from the file, with the environment for their secrets, and says what is wrong with them', () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-config-'));
    try {
      const path = join(directory, 'tools.json');
      writeFileSync(path, '{"servers": [{"name": "files", "command": "npx", "env": {"KEY": "${env:CANARY}"}}]}');
      const config = configFrom({ PARLEY_TOOLS: path, CANARY: 'sk-canary' });
      expect(config.tools.servers).toMatchObject([{ name: 'files', command: 'npx', trusted: false }]);
      expect(config.environment.reveal()['CANARY']).toBe('sk-canary');
      expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`).not.toContain('canary');
      writeFileSync(path, '{"servers": [{"name": "Files", "command": "npx"}]}');
      expect(() => configFrom({ PARLEY_TOOLS: path })).toThrow(/servers\[0\]\.name must be .* lower-case letters/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
