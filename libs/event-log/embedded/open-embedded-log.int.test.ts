import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenLog } from '../core/open-log.js';
import type { LogOptions } from '../core/stored-log.js';
import { eventLogContract } from '../testing/event-log.contract.js';
import { openEmbeddedLog } from './open-embedded-log.js';

const directories = new Map<OpenLog, string>();

async function openIn(directory: string, options: LogOptions = {}): Promise<OpenLog> {
  const open = await openEmbeddedLog({ ...options, directory });
  directories.set(open, directory);
  return open;
}

eventLogContract('embedded', {
  open: (options) => openIn(mkdtempSync(join(tmpdir(), 'parley-log-')), options),
  reopen: (former, options) => openIn(directories.get(former) ?? '', options),
  dispose: () => {
    for (const [open, directory] of directories) {
      open.drop();
      rmSync(directory, { recursive: true, force: true });
    }
    directories.clear();
    return Promise.resolve();
  },
});
