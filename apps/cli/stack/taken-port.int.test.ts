import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';

it('refuses a port that is taken before anything is started, by the option of its own', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as AddressInfo).port);
  // Whoever asked these servers would be told something else.
  const { session } = quietSession({
    PARLEY_KAFKA_BROKERS: '127.0.0.1:9',
    PARLEY_POSTGRES_URL: 'postgres://127.0.0.1:9/x',
  });
  await expect(programOf(session).parseAsync(['stack', 'up', '--port', port], { from: 'user' })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(
      new RegExp(`${port} .*EADDRINUSE.*: take another port with .parley stack up --port`),
    ),
  });
  taken.close();
});
