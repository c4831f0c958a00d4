import { Logger } from '@nestjs/common';
import type { Subscription } from '#event-log';
import type { Health, Wellbeing } from './health.js';
import type { Subscriptions } from './subscriptions.js';

export interface ServiceSurroundings {
  readonly subscriptions: Subscriptions;
  readonly health: Health;
}

/** Starts a service's subscription, closes it with the application, and says in readiness and log when it ends by itself. */
export async function runService(
  name: string,
  start: () => Promise<Subscription>,
  { subscriptions, health }: ServiceSurroundings,
  wellbeing?: Wellbeing,
): Promise<void> {
  let ended: unknown;
  const readiness = () => {
    if (ended !== undefined) throw new Error(`ended: ${ended instanceof Error ? ended.message : 'unknown reason'}`);
  };
  health.contribute(name, readiness, wellbeing);
  const subscription = await start();
  subscriptions.add(subscription);
  subscription.ended.catch((error: unknown) => {
    ended = error;
    new Logger(name).error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}
