import { describe, expect, it } from '@jest/globals';
import { asAgentId, asRunId, callIdOf, turnIdOf } from '#events';
import { OwnCalls } from './own-calls.js';

const A = asRunId('01890000-0000-7000-8000-00000000000a');
const B = asRunId('01890000-0000-7000-8000-00000000000b');
const CALL = callIdOf(turnIdOf(asAgentId('solo'), 1), 1);

describe('own calls', () => {
  it('are made once, and those of other runs with the same call id as well', () => {
    const own = new OwnCalls();
    expect([own.begin(A, CALL), own.begin(A, CALL), own.begin(B, CALL)]).toEqual([true, false, true]);
  });

  it('may be made again when a person has said that they did not happen', () => {
    const own = new OwnCalls();
    own.begin(A, CALL);
    own.forget(A, CALL);
    expect(own.begin(A, CALL)).toBe(true);
  });

  it('know their claims from those of strangers, until the run ends', () => {
    const own = new OwnCalls();
    const claim = own.claim(A, 'worker');
    expect([own.isMine(A, claim), own.isMine(B, claim), own.isMine(A, 'other')]).toEqual([true, false, false]);
    own.ended(A);
    expect(own.isMine(A, claim)).toBe(false);
  });
});
