import type { Config } from '#platform';
import { badInput, inOneLine } from '../cli-error.js';
import type { Session } from '../session.js';

/**
 * What a server on this data directory would be told by the environment. Brings half a server with it.
 * @throws CliError that names every wrong variable
 */
export async function configOf({ env }: Pick<Session, 'env'>, data: string): Promise<Config> {
  const { ConfigError, configFrom } = await import('#platform');
  try {
    return configFrom({ ...env, PARLEY_DATA: data });
  } catch (error) {
    throw error instanceof ConfigError ? badInput(inOneLine(error.message)) : error;
  }
}
