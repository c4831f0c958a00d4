import type { Holding, Subscription } from '#event-log';

/** The subscriptions of this process, which close before what they read from. */
export interface Subscriptions {
  add(name: string, subscription: Subscription): void;
  /** What each of them has been given; those are left out that cannot tell at the moment. */
  holdings(): Promise<ReadonlyMap<string, readonly Holding[]>>;
  /** Closes all of them at once and waits; also those that are added while it does. */
  closeAll(): Promise<void>;
}

export function subscriptionRegistry(): Subscriptions {
  const open = new Map<Subscription, string>();
  return {
    add: (name, subscription) => {
      open.set(subscription, name);
      const forget = () => open.delete(subscription);
      subscription.ended.then(forget, forget);
    },
    async holdings() {
      const told = await Promise.allSettled(
        [...open].map(async ([subscription, name]) => [name, await subscription.holdings()] as const),
      );
      return new Map(told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    },
    async closeAll() {
      while (open.size > 0) {
        const closing = [...open.keys()];
        await Promise.all(closing.map((subscription) => subscription.close()));
        for (const subscription of closing) open.delete(subscription);
      }
    },
  };
}
