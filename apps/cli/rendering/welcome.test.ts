import { describe, expect, it } from '@jest/globals';
import { quietSession } from '../testing/quiet-session.js';
import { welcome } from './welcome.js';

const welcomed = (data: string, env = {}) =>
  welcome('http://127.0.0.1:7420', data, quietSession(env).session).join('\n');

describe('welcome', () => {
  it('says where, and three things to try on that very directory', () => {
    const text = welcomed('.parley/demo');
    expect(text).toContain('http://127.0.0.1:7420/docs');
    expect(text.match(/^ {2}parley \w+.* --data \.parley\/demo$/gm)).toHaveLength(3);
    expect(welcomed('.parley')).not.toContain('--data');
    const elsewhere = welcomed('.parley/demo', { PARLEY_LOG: 'kafka' });
    expect(elsewhere.match(/^ {2}parley \w+.* --server http:\/\/127\.0\.0\.1:7420$/gm)).toHaveLength(3);
  });

  it('says which model is asked, or that none is', () => {
    expect(welcomed('.parley')).toContain('rehearsal/rehearsal-mid, a simulation');
    expect(welcomed('.parley', { PARLEY_BASE_URL: 'http://127.0.0.1:8080/v1', PARLEY_MODEL: 'qwen' })).toContain(
      'qwen at http://127.0.0.1:8080/v1',
    );
  });
});
