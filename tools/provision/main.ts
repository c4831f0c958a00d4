// npm run provision [-- collector jaeger kafka postgres python]: builds or fetches the servers that tests use.
import { ProvisionError } from './part.js';
import { partsNamed } from './parts-named.js';
import { PARTS } from './parts.js';
import { provision } from './provision.js';

async function reported(prefix: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProvisionError)) throw error;
    console.error(`${prefix}: ${error.message}`);
    process.exitCode = 1;
  }
}

await reported('provision', async () => {
  for (const name of partsNamed(process.argv.slice(2))) {
    await reported(name, async () => {
      await provision(PARTS[name], { tell: console.log });
    });
  }
});
