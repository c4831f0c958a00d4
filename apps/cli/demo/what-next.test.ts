import { expect, it } from '@jest/globals';
import { runIdNumber } from '#read-models/testing';
import { whatNext } from './what-next.js';

const runId = runIdNumber(1);

it('says how to open the data directory of a demo again', () => {
  const text = whatNext(runId, { server: undefined, data: '.parley/demo' });
  expect(text).toContain('kept in .parley/demo');
  expect(text).toContain(`parley show ${runId} --data .parley/demo`);
});

it('says of a demo on a server that was there only where that is', () => {
  const text = whatNext(runId, { server: 'http://127.0.0.1:7420', data: '.parley/demo' });
  expect(text).toContain(`parley show ${runId} --server http://127.0.0.1:7420`);
  expect(text).not.toContain('.parley/demo');
});

it('says of servers that end with the demo how to have some that stay', () => {
  const text = whatNext(runId, { server: 'http://127.0.0.1:7420', data: '.parley/demo', passing: true });
  expect(text).toContain('npm run stack');
  expect(text).toContain('PARLEY_URL=');
  expect(text).not.toContain(`parley show ${runId}`);
});
