import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(ROOT, 'docs/guarantees.md'), 'utf8');
/** `file` "title of a test in it", the title being optional. */
const named = [...page.matchAll(/`((?:test|libs|apps)\/[^`]+\.ts)`(?: "([^"]+)")?/g)].map(([, file = '', title]) => ({
  file,
  title,
}));

describe('the page of guarantees', () => {
  it('names tests at all', () => {
    expect(named.length).toBeGreaterThan(20);
  });

  it.each(named)('names $file, and "$title" in it', ({ file, title }) => {
    const whole = path.join(ROOT, file);
    expect(existsSync(whole)).toBe(true);
    if (title !== undefined) expect(readFileSync(whole, 'utf8').replaceAll("\\'", "'")).toContain(title);
  });
});
