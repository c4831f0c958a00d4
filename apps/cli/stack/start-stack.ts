import { addAbortListener } from 'node:events';
import { interrupted } from '../api/pause.js';
import { SupervisedService, type Listener, type ServicePlan } from './supervised-service.js';

export interface Stack {
  /** In the order of their plans. */
  readonly services: readonly SupervisedService[];
  /** Ends one tier after the other, the last one first. */
  stop(): Promise<void>;
}

/**
 * Starts all services of all tiers, and keeps them running.
 * @throws CliError of one that does not start, or of the interruption; then none is left
 */
export async function startStack(
  tiers: readonly (readonly ServicePlan[])[],
  listener: Listener,
  interruption: AbortSignal,
): Promise<Stack> {
  const started = tiers.map((plans) => plans.map((plan) => new SupervisedService(plan, listener)));
  const services = started.flat();
  const stop = async () => {
    for (const tier of started.toReversed()) await Promise.all(tier.map((service) => service.stop()));
  };
  const givingUp = addAbortListener(interruption, () => void stop());
  const starts = await Promise.allSettled(services.map((service) => service.start()));
  givingUp[Symbol.dispose]();
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed === undefined && !interruption.aborted) return { services, stop };
  await stop();
  throw failed === undefined || interruption.aborted ? interrupted() : failed.reason;
}
