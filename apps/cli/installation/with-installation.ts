import { openInfrastructure, type Config, type Infrastructure } from '#platform';
import { storageFailure } from './storage-failure.js';

/**
 * Works on log and store of an installation, where they are for a server with this configuration.
 * @throws CliError when they cannot be used, or a process has them to itself
 */
export async function withInstallation<T>(
  config: Config,
  work: (installation: Infrastructure) => Promise<T>,
): Promise<T> {
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
