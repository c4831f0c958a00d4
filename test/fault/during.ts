import { Client } from './client.js';
import { startHost, type HostSettings } from './process-host.js';

/** Works by a process that has all services, which is started for it and ends in order after it. */
export async function during<T>(settings: HostSettings, work: (client: Client) => Promise<T>): Promise<T> {
  const host = await startHost(settings);
  try {
    return await work(new Client(() => host.url));
  } finally {
    host.kill('SIGTERM');
    await host.ended;
  }
}
