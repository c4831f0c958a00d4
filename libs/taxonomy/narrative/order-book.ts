import type { MessageStep } from '#trajectory';

/** Who has given orders to whom so far. */
export interface OrderBook {
  /** Whether a message is an order; the book remembers it. */
  readonly isOrder: (message: MessageStep) => boolean;
}

/**
 * Where a source does not tell kinds of messages, who speaks to another gives an order, unless it was given one before, or
 * speaks to a giver of orders: that is a report.
 */
export function orderBook(): OrderBook {
  const givers = new Set<string>();
  const receivers = new Set<string>();
  const isGiven = ({ messageKind, agent, to }: MessageStep): boolean =>
    messageKind === 'delegate' ||
    (messageKind === 'peer' && !receivers.has(agent) && !to.some((receiver) => givers.has(receiver)));
  return {
    isOrder: (message) => {
      if (message.to.length === 0 || !isGiven(message)) return false;
      givers.add(message.agent);
      for (const receiver of message.to) receivers.add(receiver);
      return true;
    },
  };
}
