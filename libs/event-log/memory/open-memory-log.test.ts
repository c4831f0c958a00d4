import type { OpenLog } from '../core/open-log.js';
import { eventLogContract } from '../testing/event-log.contract.js';
import type { MemoryDisk } from './memory-disk.js';
import { openMemoryLog } from './open-memory-log.js';

const disks = new Map<OpenLog, MemoryDisk>();

function remember({ disk, ...open }: ReturnType<typeof openMemoryLog>): Promise<OpenLog> {
  disks.set(open, disk);
  return Promise.resolve(open);
}

eventLogContract('memory', {
  open: (options) => remember(openMemoryLog(options)),
  reopen: (former, options = {}) => {
    const disk = disks.get(former);
    return remember(openMemoryLog(disk === undefined ? options : { ...options, disk }));
  },
  dispose: () => {
    for (const open of disks.keys()) open.drop();
    disks.clear();
    return Promise.resolve();
  },
});
