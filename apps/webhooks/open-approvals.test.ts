import { describe, expect, it } from '@jest/globals';
import { approvalIdOf, callIdOf, type EventData, type EventType } from '#events';
import { eventStream, runIdNumber, soloTurn, startedData } from '#read-models/testing';
import { openApprovals } from './open-approvals.js';

const runId = runIdNumber(1);
const callId = callIdOf(soloTurn(1), 1);
const first = approvalIdOf(callId, 1);
const second = approvalIdOf(callId, 2);

/** Two open approvals of one run. */
function asked() {
  const open = openApprovals();
  const stream = eventStream(runId);
  const happen = <T extends EventType>(type: T, data: EventData<T>) => {
    stream.add(type, data);
    open.observe(stream.events.at(-1)!);
  };
  happen('RunStarted', startedData());
  for (const approvalId of [first, second])
    happen('ApprovalRequested', { approvalId, kind: 'before_call', turnId: soloTurn(1), callId, expiresAt: 9 });
  return { open, happen };
}

describe('openApprovals', () => {
  it('closes one that is resolved, and no other', () => {
    const { open, happen } = asked();
    const [ofFirst, ofSecond] = [open.closing(runId, first), open.closing(runId, second)];
    happen('ApprovalResolved', { approvalId: first, decision: 'expired' });
    expect([ofFirst?.aborted, ofSecond?.aborted]).toEqual([true, false]);
    expect(open.closing(runId, first)).toBeUndefined();
  });

  it('closes all of a run that has ended', () => {
    const { open, happen } = asked();
    const signals = [open.closing(runId, first), open.closing(runId, second)];
    happen('RunCancelled', {});
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(open.closing(runId, second)).toBeUndefined();
  });

  it('knows nothing of approvals that nobody has asked for', () => {
    const { open, happen } = asked();
    expect(open.closing(runIdNumber(2), first)).toBeUndefined();
    happen('ApprovalResolved', { approvalId: approvalIdOf(callId, 3), decision: 'approve' });
    expect(open.closing(runId, first)?.aborted).toBe(false);
  });
});
