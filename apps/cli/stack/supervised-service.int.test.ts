import { afterEach, expect, it } from '@jest/globals';
import { SupervisedService } from './supervised-service.js';

/** Listens, and ends as ours do: in order, by the signal itself; with a code of its own once told by SIGUSR2. */
const SERVICE = `
  process.once('SIGTERM', () => process.kill(process.pid, 'SIGTERM'));
  process.once('SIGUSR2', () => {
    console.error('cut off');
    process.exit(1);
  });
  setInterval(() => undefined, 1_000);
  console.log('{"listening":"http://127.0.0.1:7"}');
`;

let service: SupervisedService | undefined;
afterEach(() => service?.stop());

it.each([
  ['SIGTERM', 'worker-1 ended on SIGTERM; it starts again in 0.5 s'],
  ['SIGKILL', 'worker-1 was killed (SIGKILL); it starts again in 0.5 s'],
  ['SIGUSR2', 'worker-1 ended with code 1: cut off; it starts again in 0.5 s'],
] as const)('tells how a service has ended: %s', async (signal, told) => {
  const line = Promise.withResolvers<string>();
  const plan = { name: 'worker-1', program: { command: process.execPath, args: ['--eval', SERVICE] }, env: {} };
  service = new SupervisedService(plan, { tell: line.resolve, log: () => undefined });
  await service.start();
  process.kill(service.pid!, signal);
  expect(await line.promise).toBe(told);
});
