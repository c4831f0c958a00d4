import { Logger } from '@nestjs/common';
import type { Subscription } from '#event-log';
import type { Health, Wellbeing } from './health.js';
import { standingOf } from './standing.js';
import type { Subscriptions } from './subscriptions.js';

export interface ServiceSurroundings {
  readonly subscriptions: Subscriptions;
  readonly health: Health;
}

export interface ServiceOptions {
  /** It is not ready while it has more records than this before it; without it it may be behind as far as it likes. */
  readonly readyLag?: number;
  /** What it says in the place of how far it is behind. */
  readonly wellbeing?: Wellbeing;
}

/**
 * Starts a service's subscription, and closes it with the application. It is ready once it is at work in every partition
 * that it has been given; readiness and log say when it ends by itself.
 */
export async function runService(
  name: string,
  start: () => Promise<Subscription>,
  { subscriptions, health }: ServiceSurroundings,
  { readyLag, wellbeing }: ServiceOptions = {},
): Promise<void> {
  let ended: unknown;
  const subscription = await start();
  const standing = async (): Promise<string> => {
    if (ended !== undefined) throw new Error(`ended: ${ended instanceof Error ? ended.message : 'unknown reason'}`);
    const found = standingOf(await subscription.holdings(), readyLag);
    if ('problem' in found) throw new Error(found.problem);
    return found.words;
  };
  health.contribute(
    name,
    async () => {
      await standing();
    },
    wellbeing ?? standing,
  );
  subscriptions.add(name, subscription);
  subscription.ended.catch((error: unknown) => {
    ended = error;
    new Logger(name).error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}
