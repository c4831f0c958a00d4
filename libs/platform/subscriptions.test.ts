import { describe, expect, it } from '@jest/globals';
import type { Subscription } from '#event-log';
import { subscriptionRegistry } from './subscriptions.js';

function subscription(onClose: () => void, ended = new Promise<void>(() => undefined)): Subscription {
  const close = () => {
    onClose();
    return Promise.resolve();
  };
  return { ended, close, drop: () => undefined, holdings: () => Promise.resolve([]) };
}

describe('the registry of subscriptions', () => {
  it('tells what each has, but of one that cannot tell at the moment', async () => {
    const registry = subscriptionRegistry();
    const one = subscription(() => undefined);
    registry.add('at work', one);
    registry.add('outside', { ...one, holdings: () => Promise.reject(new Error('is not in its group')) });
    expect(await registry.holdings()).toEqual(new Map([['at work', []]]));
  });

  it('closes every one, also one that is added meanwhile', async () => {
    const closed: string[] = [];
    const registry = subscriptionRegistry();
    registry.add(
      'first',
      subscription(() => {
        closed.push('first');
        registry.add(
          'late',
          subscription(() => closed.push('late')),
        );
      }),
    );
    await registry.closeAll();
    expect(closed).toEqual(['first', 'late']);
  });

  it('forgets those that ended by themselves', async () => {
    const closed: string[] = [];
    const registry = subscriptionRegistry();
    const ended = Promise.reject(new Error('lost'));
    registry.add(
      'broken',
      subscription(() => closed.push('broken'), ended),
    );
    await ended.catch(() => undefined);
    await registry.closeAll();
    expect(closed).toEqual([]);
  });
});
