import { describe, expect, it } from '@jest/globals';
import { redaction } from './redaction.js';

describe('what is taken out of texts', () => {
  const redact = redaction(['our-own-secret', 'our-own-secret-longer', 'word']);

  it.each([
    ['use our-own-secret here', 'use *** here'],
    ['use our-own-secret-longer here', 'use *** here'],
    ['OPENAI_API_KEY=sk-proj-abcdefghijklmnop1234', 'OPENAI_API_KEY=***'],
    ['Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.abc', 'Authorization: Bearer ***'],
    ['ghp_0123456789abcdefghij and AKIAIOSFODNN7EXAMPLE', '*** and ***'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '***'],
  ])('%j', (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each(['a word', 'the task-force of sk-8 met', 'the bearer of news'])('nothing of %j', (text) => {
    expect(redact(text)).toBe(text);
  });
});
