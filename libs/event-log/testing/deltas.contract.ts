import { describe, expect, it } from '@jest/globals';
import { asRunId, asTurnId, type TurnDelta } from '#events';
import type { RunDeltas } from '../deltas/run-deltas.js';
import { until } from './until.js';

const one = asRunId('01890000-0000-7000-8000-000000000001');
const other = asRunId('01890000-0000-7000-8000-000000000002');
const delta = (n: number): TurnDelta => ({ turnId: asTurnId('solo.1'), attempt: 1, n, text: `word ${n} ` });

/** What every carrier of deltas owes while nothing presses it. */
export function deltasContract(open: () => RunDeltas | Promise<RunDeltas>): void {
  describe('deltas', () => {
    it('reach everybody who listens to their run, in order, and nobody else', async () => {
      const deltas = await open();
      const [first, second, elsewhere]: [TurnDelta[], TurnDelta[], TurnDelta[]] = [[], [], []];
      deltas.subscribe(one, (heard) => first.push(heard));
      deltas.subscribe(one, (heard) => second.push(heard));
      deltas.subscribe(other, (heard) => elsewhere.push(heard));
      for (const n of [1, 2, 3]) deltas.publish(one, delta(n));
      deltas.publish(other, delta(9));
      await until(() => second.length === 3 && elsewhere.length === 1);
      expect(first).toEqual([1, 2, 3].map(delta));
      expect(second).toEqual(first);
      expect(elsewhere).toEqual([delta(9)]);
    });

    it('are not kept for who comes later, nor told to who has left', async () => {
      const deltas = await open();
      const heard: number[] = [];
      const listener = ({ n }: TurnDelta) => heard.push(n);
      deltas.publish(one, delta(1));
      const leave = deltas.subscribe(one, listener);
      deltas.publish(one, delta(2));
      await until(() => heard.includes(2));
      leave();
      leave();
      deltas.publish(one, delta(3));
      deltas.subscribe(one, listener);
      deltas.publish(one, delta(4));
      await until(() => heard.includes(4));
      expect(heard).toEqual([2, 4]);
    });

    it('are told twice to a listener that was added twice, until each has left', async () => {
      const deltas = await open();
      const heard: number[] = [];
      const listener = ({ n }: TurnDelta) => heard.push(n);
      const leave = deltas.subscribe(one, listener);
      deltas.subscribe(one, listener);
      deltas.publish(one, delta(1));
      await until(() => heard.length === 2);
      leave();
      deltas.publish(one, delta(2));
      await until(() => heard.includes(2));
      expect(heard).toEqual([1, 1, 2]);
    });
  });
}
