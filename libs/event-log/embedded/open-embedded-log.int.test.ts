import type { OpenLog } from '../core/open-log.js';
import type { LogOptions } from '../core/stored-log.js';
import { eventLogContract } from '../testing/event-log.contract.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directories.js';
import { openEmbeddedLog } from './open-embedded-log.js';

const directories = new Map<OpenLog, string>();

async function openIn(directory: string, options: LogOptions = {}): Promise<OpenLog> {
  const open = await openEmbeddedLog({ ...options, directory });
  directories.set(open, directory);
  return open;
}

eventLogContract('embedded', {
  open: (options) => openIn(temporaryDirectory(), options),
  reopen: (former, options) => openIn(directories.get(former) ?? '', options),
  dispose: () => {
    for (const open of directories.keys()) open.drop();
    directories.clear();
    removeTemporaryDirectories();
    return Promise.resolve();
  },
});
