import { describe, expect, it } from '@jest/globals';
import { timely } from './timely.js';

describe('a timely question', () => {
  it('is asked anew once it was answered', async () => {
    let asked = 0;
    const ask = timely(() => (asked += 1));
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(2);
  });

  it('rejects as what it asks does, also at once', async () => {
    const ask = timely(() => {
      throw new Error('the disk failed');
    });
    await expect(ask()).rejects.toThrow('the disk failed');
    await expect(ask()).rejects.toThrow('the disk failed');
  });

  it('rejects after the time, and gives an answer that comes later to who asks then', async () => {
    const answers: ((answer: string) => void)[] = [];
    const ask = timely(() => new Promise<string>((resolve) => answers.push(resolve)), {
      late: 'the log does not answer',
      ms: 10,
    });
    await expect(ask()).rejects.toThrow('the log does not answer within 0.01 s');
    const second = ask();
    answers[0]?.('here');
    expect(await second).toBe('here');
    expect(answers).toHaveLength(1);
  });
});
