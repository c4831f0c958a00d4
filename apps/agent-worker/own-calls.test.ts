import { describe, expect, it } from '@jest/globals';
import { asRunId } from '#events';
import { OwnCalls } from './own-calls.js';

const A = asRunId('01890000-0000-7000-8000-00000000000a');
const B = asRunId('01890000-0000-7000-8000-00000000000b');

describe('own calls', () => {
  it('are made once under each claim', () => {
    const own = new OwnCalls();
    const first = own.claim(A, 'worker');
    const second = own.claim(A, 'worker');
    const unused = () => [own.isUnused(A, first), own.isUnused(A, second)];
    expect(unused()).toEqual([true, true]);
    own.use(A, first);
    expect(unused()).toEqual([false, true]);
  });

  it("are never made under a stranger's claim", () => {
    const own = new OwnCalls();
    const claim = own.claim(A, 'worker');
    own.use(A, 'theirs');
    expect([own.isUnused(A, 'theirs'), own.isUnused(B, claim)]).toEqual([false, false]);
  });

  it('know their claims from those of strangers, until the run ends', () => {
    const own = new OwnCalls();
    const claim = own.claim(A, 'worker');
    expect([own.isMine(A, claim), own.isMine(B, claim), own.isMine(A, 'theirs')]).toEqual([true, false, false]);
    own.ended(A);
    expect(own.isMine(A, claim)).toBe(false);
  });
});
