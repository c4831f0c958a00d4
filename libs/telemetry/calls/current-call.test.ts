import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { currentIds, currentTraceparent, inCall } from './current-call.js';

const call = { runId: 'run', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };

describe('the current call', () => {
  it('is known wherever its work leads, and nowhere else', async () => {
    const seen = await inCall(call, async () => {
      await setImmediate();
      return [currentTraceparent(), currentIds()];
    });
    const ids = { trace_id: call.traceId, span_id: call.spanId, run_id: 'run' };
    expect(seen).toEqual([`00-${call.traceId}-${call.spanId}-01`, ids]);
    expect([currentTraceparent(), currentIds()]).toEqual([undefined, {}]);
  });

  it('tells others that its trace is not wanted', () => {
    expect(inCall({ ...call, sampled: false }, currentTraceparent)).toMatch(/-00$/);
  });
});
