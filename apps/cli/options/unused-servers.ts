import type { Session } from '../session.js';

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

const SERVERS = [
  {
    server: 'PARLEY_KAFKA_BROKERS',
    choice: 'PARLEY_LOG',
    used: 'kafka',
    otherwise: 'embedded',
    also: 'PARLEY_OTLP_TOPIC',
  },
  { server: 'PARLEY_POSTGRES_URL', choice: 'PARLEY_STORE', used: 'postgres', otherwise: 'sqlite', also: undefined },
] as const;

/** Says it on stderr, in one line. */
export function tellUnusedServers({ env, terminal }: Pick<Session, 'env' | 'terminal'>, data: string): void {
  const unused = unusedServers(env, data);
  if (unused !== undefined) terminal.note(`parley: ${unused}`);
}

/**
 * Of servers that the environment names while it says nothing about using them: one line with the settings that do, and
 * those that mean it. Undefined where nothing is left open.
 */
export function unusedServers(env: Session['env'], data: string): string | undefined {
  const open = SERVERS.filter(({ server, choice, also }) => {
    const isUsed = isSet(env[choice]) || (also !== undefined && isSet(env[also]));
    return isSet(env[server]) && !isUsed;
  });
  if (open.length === 0) return undefined;
  const named = open.map(({ server }) => server).join(' and ');
  const settings = (to: 'used' | 'otherwise') => open.map((one) => `${one.choice}=${one[to]}`).join(' ');
  return `${named} set but not used: set ${settings('used')} to work there, or ${settings('otherwise')} to stay with ${data}`;
}
