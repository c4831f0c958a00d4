import { expect, it } from '@jest/globals';
import { stopPatience } from './stop-patience.js';

it.each([
  [{}, 20_000],
  [{ PARLEY_SHUTDOWN_MS: '120000' }, 125_000],
  [{ PARLEY_SHUTDOWN_MS: 'soon' }, 20_000],
])('a server with %p is given more time to end than it takes for itself', (environment, ms) => {
  expect(stopPatience(environment)).toBe(ms);
});
