import { afterAll, describe, expect, it } from '@jest/globals';
import type { ReceivedTraces } from '#trajectory';
import { partsOf, spanScript } from '#trajectory/testing';
import { FROM_SOURCE } from './testing/from-source.js';
import { traceReading } from './trace-reading.js';

const TRACE = '1'.padStart(32, '0');
const SPANS = 3_000;

function longTrace(): Pick<ReceivedTraces, 'trace' | 'companions' | 'bodies'> {
  const script = spanScript('gen_ai');
  const parent = script.agent('ann', { for: 10 * SPANS });
  for (let nth = 1; nth < SPANS; nth++) script.model({ parent });
  const bodies = partsOf(script.payload());
  return {
    trace: (traceId) =>
      Promise.resolve({ traceId, receivedAt: 0, updatedAt: 0, spans: SPANS, bytes: 1, hasRoot: true }),
    companions: () => Promise.resolve([TRACE]),
    bodies: () => Promise.resolve(bodies),
  };
}

describe('reading traces of others', () => {
  const reading = traceReading(longTrace(), FROM_SOURCE);
  afterAll(() => reading.close());

  it('leaves the thread free that asks for it', async () => {
    const read = reading.runsOf(TRACE);
    let turnsOfTheLoop = 0;
    const counting = setInterval(() => turnsOfTheLoop++, 5);
    const [run] = await read;
    clearInterval(counting);
    expect(run?.steps).toHaveLength(SPANS - 1);
    expect(turnsOfTheLoop).toBeGreaterThan(5);
  });

  it('says what a trace shows by itself', async () => {
    expect(await reading.foundIn(TRACE)).toMatchObject({
      findings: { family: 'gen_ai', spans: SPANS, turns: SPANS - 1, agents: ['ann'] },
      ties: { sessions: [] },
    });
  });

  it('is given up when it is not waited for any more, and others are read', async () => {
    const stopping = new AbortController();
    const read = reading.runsOf(TRACE, stopping.signal);
    const other = reading.foundIn(TRACE);
    stopping.abort(new Error('told to stop'));
    await expect(read).rejects.toThrow('told to stop');
    expect(await other).toBeDefined();
  });
});
