import type { Subscription } from '#event-log';

/** The subscriptions of this process, which close before what they read from. */
export interface Subscriptions {
  add(subscription: Subscription): void;
  /** Closes all of them at once and waits; also those that are added while it does. */
  closeAll(): Promise<void>;
}

export function subscriptionRegistry(): Subscriptions {
  const open = new Set<Subscription>();
  return {
    add: (subscription) => {
      open.add(subscription);
      const forget = () => open.delete(subscription);
      subscription.ended.then(forget, forget);
    },
    async closeAll() {
      while (open.size > 0) {
        const closing = [...open];
        await Promise.all(closing.map((subscription) => subscription.close()));
        for (const subscription of closing) open.delete(subscription);
      }
    },
  };
}
