import type { Session } from '../session.js';
import { exportLines, type SharedEnvironment } from './stack-environment.js';
import type { SupervisedService } from './supervised-service.js';

/** What there is to show of a stack. */
interface Shown {
  readonly services: readonly Pick<SupervisedService, 'name' | 'url' | 'pid'>[];
  /** Of commands that are to work on its log and database. */
  readonly shared: SharedEnvironment;
}

/** Where everything is, for a program. */
export const stackJson = ({ services, shared }: Shown, env: Session['env']): string =>
  JSON.stringify({
    services: services.map(({ name, url, pid }) => ({ name, url, pid })),
    servers: Object.fromEntries(placesIn(env).map(({ variable, place }) => [variable, place])),
    ...shared,
  });

/** The same for people. */
export function stackLines(
  { services, shared }: Shown,
  { env, terminal }: Pick<Session, 'env' | 'terminal'>,
): readonly string[] {
  const [gateways, others] = [services.filter(isGateway), services.filter((service) => !isGateway(service))];
  const first = gateways[0]?.url ?? '';
  return [
    `${terminal.paint('bold', 'Parley')} listens at ${gateways.map(({ url }) => url).join(' and ')}`,
    `  docs        ${first}/docs`,
    ...placesIn(env).map(({ label, place }) => `  ${label.padEnd(11)} ${place}`),
    '',
    'Every service has /healthz, /readyz and /metrics:',
    ...[...gateways, ...others].map(
      ({ name, url, pid }) => `  ${name.padEnd(15)} ${url}/metrics  (process ${pid ?? '-'})`,
    ),
    '',
    'Try in another terminal:',
    `  parley run --family filings --seed 1 --index 0 --architecture centralized --server ${first}`,
    'and, for what works on the log and the database themselves (`parley dlq`, `topics`, `export`, `doctor`):',
    ...exportLines(shared).map((line) => `  ${line}`),
    '',
    'Ctrl-C takes all of it down.',
  ];
}

const isGateway = ({ name }: { readonly name: string }): boolean => name.startsWith('gateway-');

const LABELS = {
  PARLEY_JAEGER_URL: 'Jaeger',
  PARLEY_COLLECTOR_METRICS_URL: 'collector',
  PARLEY_KAFKA_BROKERS: 'Kafka',
  PARLEY_POSTGRES_URL: 'PostgreSQL',
};

/** The servers that the environment names; a password in an address is for nobody's screen. */
const placesIn = (env: Session['env']) =>
  Object.entries(LABELS).flatMap(([variable, label]) => {
    const place = env[variable] ?? '';
    return place === '' ? [] : [{ variable, label, place: masked(place) }];
  });

const masked = (place: string): string =>
  place.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:***@').replace(/([?&]password=)[^&]*/, '$1***');
