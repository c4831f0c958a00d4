import { expect, it } from '@jest/globals';
import { networkVerdict } from './network-verdict.js';

it.each([
  ['ENOTFOUND', 'ENOTFOUND: there is no such host: check this address'],
  ['ECONNREFUSED', 'ECONNREFUSED: is the server running at this address?'],
  ['EHOSTUNREACH', 'EHOSTUNREACH'],
])('says of %s, wherever it stands, what may help', (code, fix) => {
  const error = new Error('Connection error.', { cause: new TypeError('fetch failed', { cause: { code } }) });
  expect(networkVerdict(error, 'connection_failed')).toEqual({ code: 'connection_failed', retryable: true, fix });
});
