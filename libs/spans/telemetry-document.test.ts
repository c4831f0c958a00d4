import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PARLEY } from './parley-attributes.js';
import { SEMCONV } from './semconv.js';
import { telemetryDocument } from './telemetry-document.js';

describe('the page on telemetry', () => {
  it('is what docs/telemetry.md begins with: else run npm run generated-docs', () => {
    const written = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
    expect(written.startsWith(telemetryDocument())).toBe(true);
  });

  it('names every attribute', () => {
    const page = telemetryDocument();
    const names = [...Object.keys(SEMCONV), ...Object.keys(PARLEY)];
    expect(names.filter((name) => !page.includes(`| \`${name}\` `))).toEqual([]);
  });
});
