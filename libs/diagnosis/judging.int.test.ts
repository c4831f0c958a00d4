import { afterEach, describe, expect, it } from '@jest/globals';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript } from '#trajectory/testing';
import { FROM_SOURCE } from './testing/from-source.js';
import { judging, type Judging } from './judging.js';

const AMPLE = { waiting: 4, waitMs: 120_000, timeoutMs: 120_000 };

/** Of many turns that speak of many numbers. */
function longRun(turns: number) {
  const script = eventScript({ agents: ['a', 'b'] });
  for (let nth = 0; nth < turns; nth++) {
    const text = Array.from({ length: 12 }, (_, at) => `Unit ${at} [F${nth * 12 + at}] = ${nth + at}.5 million.`).join(
      ' ',
    );
    script.turn(nth % 2 === 0 ? 'a' : 'b', { answer: answerOf(text) });
  }
  return { trajectory: trajectoryOf(script.events)! };
}

describe('judging', () => {
  let thread: Judging;
  afterEach(() => thread.close());

  it('leaves the thread free that asks for it', async () => {
    thread = judging(AMPLE, FROM_SOURCE);
    const judged = thread.judge(longRun(1000));
    let turnsOfTheLoop = 0;
    const counting = setInterval(() => turnsOfTheLoop++, 5);
    const { diagnosis } = await judged;
    clearInterval(counting);
    expect(diagnosis.version).toBe(CLASSIFIER_VERSION);
    expect(turnsOfTheLoop).toBeGreaterThan(20);
  });

  it('refuses what would wait behind too many, and what takes too long', async () => {
    thread = judging({ ...AMPLE, waiting: 1, timeoutMs: 1 }, FROM_SOURCE);
    const asked = [1, 2, 3, 4].map(() => thread.judge(longRun(300)));
    const answers = await Promise.allSettled(asked);
    const refusals = answers.map((answer) => (answer.status === 'rejected' ? String(answer.reason) : 'judged'));
    expect(refusals).toContainEqual(expect.stringMatching(/wait to be diagnosed: ask again/));
    expect(refusals).toContainEqual(expect.stringMatching(/took longer than 0.001 s/));
  });

  it('says of a run that waited for too long that others are judged, not that it is slow', async () => {
    thread = judging({ ...AMPLE, waitMs: 1 }, FROM_SOURCE);
    const first = thread.judge(longRun(300));
    await expect(thread.judge(longRun(1))).rejects.toMatchObject({ code: 'busy' });
    expect(await first).toMatchObject({ diagnosis: { version: CLASSIFIER_VERSION } });
    expect(await thread.judge(longRun(1))).toBeDefined();
  });

  it('judges nothing more once it is closed, not even what waits', async () => {
    thread = judging(AMPLE, FROM_SOURCE);
    const asked = [1, 2, 3].map(() => thread.judge(longRun(300)));
    const answers = Promise.allSettled(asked);
    await thread.close();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(thread.judge(longRun(1))).rejects.toThrow();
  });
});
