import { appProgram } from '../server/app-program.js';
import type { Session } from '../session.js';
import { namesOf, SERVICE_KINDS, type ServiceCounts, type ServiceKind } from './service-kinds.js';
import { DISTRIBUTED } from './stack-environment.js';
import type { ServicePlan } from './supervised-service.js';

export interface StackEnvironment {
  readonly env: Session['env'];
  /** Of the first gateway; the other services take any free one. */
  readonly port: number;
}

/** One tier for each kind of service, in the order of their kinds. */
export const servicePlans = (
  counts: ServiceCounts,
  environment: StackEnvironment,
): readonly (readonly ServicePlan[])[] =>
  SERVICE_KINDS.map((kind) => namesOf(kind, counts[kind]).map((name) => servicePlan(kind, name, environment)));

const servicePlan = (kind: ServiceKind, name: string, { env, port }: StackEnvironment): ServicePlan => ({
  name,
  program: appProgram(kind),
  env: {
    PARLEY_LOG_LEVEL: 'warn',
    ...env,
    ...DISTRIBUTED,
    PARLEY_KAFKA_CLIENT_ID: name,
    PARLEY_PORT: name === 'gateway-1' ? String(port) : '0',
  },
});
