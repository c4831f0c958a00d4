import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { telemetryPage } from './telemetry-page.js';

it('docs/telemetry.md is what the names of spans, metrics and variables say: else run npm run generated-docs', () => {
  expect(readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8')).toBe(telemetryPage());
});
