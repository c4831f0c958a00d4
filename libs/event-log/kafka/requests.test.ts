import { describe, expect, it } from '@jest/globals';
import { requestsOf } from './requests.js';

const output = (value: string) => ({ topic: 't', partition: 0, key: 'k', headers: { name: 'text' }, value });

describe('requests', () => {
  it('hold as many records as fit, in order', () => {
    const outputs = Array.from({ length: 10 }, (_, n) => output(`${n}${'x'.repeat(300_000)}`));
    const requests = requestsOf(outputs);
    expect(requests.map((request) => request.outputs.length)).toEqual([2, 2, 2, 2, 2]);
    expect(requests.flatMap((request) => request.outputs)).toEqual(outputs);
  });

  it('count bytes, not characters', () => {
    expect(requestsOf(Array.from({ length: 4 }, () => output('€'.repeat(140_000))))).toHaveLength(2);
  });

  it('are compressed where it pays', () => {
    expect(requestsOf([output('short')])).toMatchObject([{ compressed: false }]);
    expect(requestsOf([output('x'.repeat(3_000))])).toMatchObject([{ compressed: true }]);
  });

  it('are none for no records', () => {
    expect(requestsOf([])).toEqual([]);
  });
});
