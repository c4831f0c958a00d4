import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const STAYING = new AbortController().signal;

describe('turns', () => {
  it('are one at a time, in the order of asking, without those who have left', async () => {
    const turns = new Turns();
    const leaving = new AbortController();
    const had: string[] = [];
    const take = async (name: string, signal = STAYING) => {
      await turns.take(signal);
      had.push(name);
    };
    await take('first');
    const [second, third, fourth] = [take('second'), take('third', leaving.signal), take('fourth')];
    leaving.abort(new Error('left'));
    await expect(third).rejects.toThrow('left');
    expect([had, turns.waiting]).toEqual([['first'], 2]);
    turns.pass();
    await second;
    expect([had, turns.waiting]).toEqual([['first', 'second'], 1]);
    turns.pass();
    await fourth;
    turns.pass();
    await take('fifth');
    expect(had).toEqual(['first', 'second', 'fourth', 'fifth']);
  });

  it('are none for who has left already', async () => {
    const turns = new Turns();
    await expect(turns.take(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    await turns.take(STAYING);
  });
});
