import { describe, expect, it } from '@jest/globals';
import { label, parameter } from './assignments.js';
import { budgetOf } from './budget-options.js';
import { durationMs } from './duration.js';
import { nameList } from './lists.js';
import { modelName } from './model-options.js';
import { microDollars, secondsAsMs, wholeNumber } from './numbers.js';

describe('numbers', () => {
  it('takes whole numbers from the least one on', () => {
    expect(wholeNumber(1)('12')).toBe(12);
    for (const wrong of ['0', '-1', '1.5', '', 'x', '1e3', '99999999999999999']) {
      expect(() => wholeNumber(1)(wrong)).toThrow('must be a whole number, 1 or more');
    }
  });

  it('takes whole numbers to the greatest one', () => {
    expect(wholeNumber(1, 200)('200')).toBe(200);
    expect(() => wholeNumber(1, 200)('201')).toThrow('must be a whole number from 1 to 200');
  });

  it('turns dollars into whole micro-dollars and seconds into milliseconds', () => {
    expect(microDollars('0.25')).toBe(250_000);
    expect(secondsAsMs('1.5')).toBe(1_500);
    expect(() => microDollars('$1')).toThrow('such as 0.50');
    expect(() => secondsAsMs('0')).toThrow('above 0');
  });
});

describe('durations', () => {
  it.each([
    ['45s', 45_000],
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['30', 'd', '1.5d', '3 d', '3y', '-1d'])('refuses %s and says what would do', (text) => {
    expect(() => durationMs(text)).toThrow('30d');
  });
});

describe('assignments', () => {
  it('collects labels as text', () => {
    expect(label('b==2', label('a=1'))).toEqual({ a: '1', b: '=2' });
    expect(() => label('=1')).toThrow('key=value');
  });

  it('takes numbers and truth values of parameters as such', () => {
    const parameters = ['n=3', 'x=-0.5', 'on=true', 'name=3a'].reduce<ReturnType<typeof parameter>>(
      (before, text) => parameter(text, before),
      {},
    );
    expect(parameters).toEqual({ n: 3, x: -0.5, on: true, name: '3a' });
  });
});

describe('names', () => {
  it('splits lists, none twice, none empty', () => {
    expect(nameList('single, centralized')).toEqual(['single', 'centralized']);
    expect(() => nameList('a,,b')).toThrow('separated by commas');
    expect(() => nameList('a,b,a')).toThrow('names a twice');
  });

  it('splits a model at the first slash only', () => {
    expect(modelName('openai-compatible/Qwen/Qwen3')).toEqual({ provider: 'openai-compatible', model: 'Qwen/Qwen3' });
    expect(() => modelName('qwen3')).toThrow('provider/model');
  });
});

describe('budgets', () => {
  it('has only what was named, and none when nothing was', () => {
    expect(budgetOf({ budgetTurns: 5, budgetUsd: 1_000 })).toEqual({ turns: 5, microDollars: 1_000 });
    expect(budgetOf({})).toBeUndefined();
  });
});
