import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { headerValues } from './header-values.js';
import { SecretError, Secrets } from './secrets.js';

const ODD = 'a "b"\\/ü&c';

describe('Secrets', () => {
  it('puts a secret in for its reference, and the reference back in wherever the secret turns up', () => {
    const secrets = new Secrets({ KEY: 'abcd1234', LONGER: 'abcd12345678', ODD });
    expect(secrets.redact('abcd1234')).toBe('abcd1234');
    expect(secrets.reveal('Bearer ${env:KEY}, ${env:LONGER}, ${env:ODD}, $5, ${other}')).toBe(
      `Bearer abcd1234, abcd12345678, ${ODD}, $5, \${other}`,
    );
    expect(secrets.redact('abcd12345678 and abcd1234')).toBe('${env:LONGER} and ${env:KEY}');
    for (const spelled of [ODD, JSON.stringify(ODD).slice(1, -1), encodeURIComponent(ODD)]) {
      expect(secrets.redact(`<${spelled}>`)).toBe('<${env:ODD}>');
    }
  });

  it.each([
    ['${env:MISSING}', 'set the environment variable MISSING'],
    ['${env:EMPTY}', 'set the environment variable EMPTY'],
    ['${env:SHORT}', 'has fewer than 4 characters'],
    ['${file:/no/such/file}', 'cannot be read (ENOENT)'],
  ])('says what is wrong with %s', (reference, problem) => {
    expect(() => new Secrets({ EMPTY: '', SHORT: 'abc' }).reveal(reference)).toThrow(SecretError);
    expect(() => new Secrets({ EMPTY: '', SHORT: 'abc' }).reveal(reference)).toThrow(problem);
  });

  it('reads a file without its last line break', () => {
    expect(new Secrets({}).reveal(`\${file:${import.meta.filename}}`)).toMatch(/^import .*\}$/s);
  });
});

describe('headerValues', () => {
  it('names a header whose value cannot be sent, and shows the value to nobody', () => {
    const secrets = new Secrets({ KEY: 'canary\nsecond line' });
    const send = () => headerValues({ 'X-Key': '${env:KEY}' }, secrets);
    expect(send).toThrow('headers.X-Key: its value must be printable ASCII on one line');
    expect(inspect(caught(send))).not.toContain('canary');
  });
});

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
