import { serve } from '#platform';
import { openLeases } from './leases.js';
import { LocalModule } from './local.module.js';
import { ReadingModule } from './reading.module.js';
import { announce } from './server-file.js';

const leases = await openLeases(() => process.kill(process.pid, 'SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leases.refuse);

/** Ends with its owner, or says that it stays for others. */
const ownerGone = () => (leases.ownerGone() ? { staying: true } : undefined);

// Set by who started this process to read, and nothing else: nobody else is told of it.
if (process.env['PARLEY_READ_ONLY'] === '1') await serve(ReadingModule, { ownerGone });
else {
  await serve(LocalModule, {
    ownerGone,
    listening: (url, { data }) => {
      announce(data, { url, lease: leases.address });
    },
  });
}
