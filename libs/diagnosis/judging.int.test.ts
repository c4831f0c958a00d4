import { afterEach, describe, expect, it } from '@jest/globals';
import { CLASSIFIER_VERSION } from '#taxonomy';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript } from '#trajectory/testing';
import { FROM_SOURCE } from './testing/from-source.js';
import { judging, type Judging } from './judging.js';

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
    thread = judging({ waiting: 4, timeoutMs: 120_000 }, FROM_SOURCE);
    const judged = thread.judge(longRun(1000));
    let turnsOfTheLoop = 0;
    const counting = setInterval(() => turnsOfTheLoop++, 5);
    const { diagnosis } = await judged;
    clearInterval(counting);
    expect(diagnosis.version).toBe(CLASSIFIER_VERSION);
    expect(turnsOfTheLoop).toBeGreaterThan(20);
  });

  it('refuses what would wait behind too many, and what takes too long', async () => {
    thread = judging({ waiting: 1, timeoutMs: 1 }, FROM_SOURCE);
    const asked = [1, 2, 3, 4].map(() => thread.judge(longRun(300)));
    const answers = await Promise.allSettled(asked);
    const refusals = answers.map((answer) => (answer.status === 'rejected' ? String(answer.reason) : 'judged'));
    expect(refusals).toContainEqual(expect.stringMatching(/wait to be diagnosed: ask again/));
    expect(refusals).toContainEqual(expect.stringMatching(/took longer than 0.001 s/));
  });
});
