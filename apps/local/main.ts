import { serve } from '#platform';
import { endWithOwner } from './end-with-owner.js';
import { openLeases } from './leases.js';
import { LocalModule } from './local.module.js';
import { ReadingModule } from './reading.module.js';
import { announce } from './server-file.js';

const leases = await openLeases(() => process.kill(process.pid, 'SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leases.refuse);

// Set by who started this process to read, and nothing else: nobody else is told of it.
if (process.env['PARLEY_READ_ONLY'] === '1') await serve(ReadingModule);
else {
  await serve(LocalModule, {
    listening: (url, { data }) => {
      announce(data, { url, lease: leases.address });
    },
  });
}

// Set by whoever starts this process for its own duration.
if (process.env['PARLEY_END_WITH_STDIN'] === '1') endWithOwner(leases);
