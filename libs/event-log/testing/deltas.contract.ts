import { describe, expect, it } from '@jest/globals';
import { asRunId, asTurnId, type TurnDelta } from '#events';
import type { RunDeltas } from '../deltas/run-deltas.js';
import { until } from './until.js';

const one = asRunId('01890000-0000-7000-8000-000000000001');
const other = asRunId('01890000-0000-7000-8000-000000000002');
const delta = (n: number): TurnDelta => ({ turnId: asTurnId('solo.1'), attempt: 1, n, text: `word ${n} ` });

/** Where words are spoken and where they are heard; one and the same within a process. */
export interface DeltaEnds {
  readonly from: RunDeltas;
  readonly to: RunDeltas;
}

/** What every carrier of deltas owes while nothing presses it. */
export function deltasContract(open: () => DeltaEnds | Promise<DeltaEnds>): void {
  describe('deltas', () => {
    it('reach everybody who listens to their run, in order, and nobody else', async () => {
      const { from, to } = await open();
      const [first, second, elsewhere]: [TurnDelta[], TurnDelta[], TurnDelta[]] = [[], [], []];
      to.subscribe(one, (heard) => first.push(heard));
      to.subscribe(one, (heard) => second.push(heard));
      to.subscribe(other, (heard) => elsewhere.push(heard));
      for (const n of [1, 2, 3]) from.publish(one, delta(n));
      from.publish(other, delta(9));
      await until(() => second.length === 3 && elsewhere.length === 1);
      expect(first).toEqual([1, 2, 3].map(delta));
      expect(second).toEqual(first);
      expect(elsewhere).toEqual([delta(9)]);
    });

    it('that others have heard are not kept for who comes later, nor told to who has left', async () => {
      const { from, to } = await open();
      const [witnessed, heard]: [number[], number[]] = [[], []];
      const listener = ({ n }: TurnDelta) => heard.push(n);
      const say = async (n: number) => {
        from.publish(one, delta(n));
        await until(() => witnessed.includes(n));
      };
      to.subscribe(one, ({ n }) => witnessed.push(n));
      await say(1);
      const leave = to.subscribe(one, listener);
      await say(2);
      leave();
      leave();
      await say(3);
      to.subscribe(one, listener);
      await say(4);
      expect(heard).toEqual([2, 4]);
      expect(witnessed).toEqual([1, 2, 3, 4]);
    });

    it('are told twice to a listener that was added twice, until each has left', async () => {
      const { from, to } = await open();
      const heard: number[] = [];
      const listener = ({ n }: TurnDelta) => heard.push(n);
      const leave = to.subscribe(one, listener);
      to.subscribe(one, listener);
      from.publish(one, delta(1));
      await until(() => heard.length === 2);
      leave();
      from.publish(one, delta(2));
      await until(() => heard.includes(2));
      expect(heard).toEqual([1, 1, 2]);
    });

    it('are told to who listens where they are spoken, once', async () => {
      const { from, to } = await open();
      const [near, far]: [number[], number[]] = [[], []];
      from.subscribe(one, ({ n }) => near.push(n));
      to.subscribe(one, ({ n }) => far.push(n));
      for (const n of [1, 2]) {
        from.publish(one, delta(n));
        await until(() => far.includes(n));
      }
      expect(near).toEqual([1, 2]);
    });
  });
}
