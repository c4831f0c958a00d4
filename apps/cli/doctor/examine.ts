import { ConfigError, configFrom, type Config } from '#platform';
import type { Session } from '../session.js';
import { clockFinding } from './clock.js';
import { diskFindings } from './disk.js';
import { bad, ok, type Finding } from './finding.js';
import { keyFindings } from './keys.js';
import { logFindings } from './log.js';
import { modelServerFinding } from './model-server.js';
import { portFinding } from './port.js';
import { storeFinding } from './store.js';
import { toolFindings } from './tools.js';

/** Looks at all that a server in this environment would need, and leaves it as it is. Secrets are never told. */
export async function* examine(
  { env, signal }: Pick<Session, 'env' | 'signal'>,
  data: string,
): AsyncGenerator<Finding> {
  yield clockFinding(Date.now());
  const config = configIn({ ...env, PARLEY_DATA: data });
  if (!('data' in config)) {
    yield* diskFindings(data);
    yield* config;
    return;
  }
  yield ok('configuration', 'every variable and every file that one names can be used');
  // With a log elsewhere the store is elsewhere, too, and nothing is kept here.
  if (config.log.kind === 'embedded') yield* diskFindings(data);
  yield* await logFindings(config);
  yield await storeFinding(config);
  yield* keyFindings(config);
  yield await modelServerFinding(config, signal);
  yield* await toolFindings(config);
  yield await portFinding(config);
}

function configIn(env: Session['env']): Config | readonly Finding[] {
  try {
    return configFrom(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => bad('configuration', line));
    throw error;
  }
}
