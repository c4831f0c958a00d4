import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
      expect(() => configFrom({ PARLEY_PRICES: path })).toThrow(/expected number/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
