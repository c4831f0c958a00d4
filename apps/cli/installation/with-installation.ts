import { openInfrastructure, type Config, type Infrastructure } from '#platform';
import { requireInstallation } from './existing-installation.js';
import { storageFailure } from './storage-failure.js';

type Work<T> = (installation: Infrastructure) => Promise<T>;

/**
 * Works on log and store of an installation that is there.
 * @throws CliError when it is not, they cannot be used, or a process has them to itself
 */
export async function withExistingInstallation<T>(config: Config, work: Work<T>): Promise<T> {
  if (config.log.kind === 'embedded') requireInstallation(config.data);
  return withInstallation(config, work);
}

/**
 * Works on log and store, where they are for a server with this configuration; an installation that is not there is made.
 * @throws CliError when they cannot be used, or a process has them to itself
 */
export async function withInstallation<T>(config: Config, work: Work<T>): Promise<T> {
  try {
    const installation = await openInfrastructure(config, () => undefined);
    try {
      return await work(installation);
    } finally {
      await installation.log.close();
      await installation.offices.close();
      await installation.store.close();
    }
  } catch (error) {
    throw storageFailure(error);
  }
}
