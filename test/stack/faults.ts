import type { FaultStack } from './fault-stack.js';
import type { SharedServers } from './installation.js';
import type { Load } from './load.js';

/** What is disturbed, and what goes on meanwhile. */
interface Scene {
  readonly stack: FaultStack;
  readonly servers: SharedServers;
  readonly load: Load;
}
type Fault = (scene: Scene) => Promise<void>;

/** Runs that end while an orchestrator sleeps: its partitions have been taken over. */
const WITHOUT_IT = 6;

const crash =
  (name: string): Fault =>
  ({ stack }) =>
    stack.crash(name);

/** It wakes as one whose partitions others have, and may still believe that they are its own. */
async function sleepAndWake({ stack, load }: Scene): Promise<void> {
  stack.signal('orchestrator-1', 'SIGSTOP');
  try {
    await load.goesOn(WITHOUT_IT);
  } finally {
    stack.signal('orchestrator-1', 'SIGCONT');
  }
}

/** Each resolves when what it has ended is there again. */
export const FAULTS = {
  'kill -9 of a gateway': crash('gateway-1'),
  'kill -9 of an orchestrator': crash('orchestrator-2'),
  'kill -9 of an agent-worker': crash('agent-worker-1'),
  'kill -9 of the grader': crash('grader-1'),
  'kill -9 of a projector': crash('projector-1'),
  'kill -9 of webhooks': crash('webhooks-1'),
  'kill -9 of the classifier': crash('classifier-1'),
  'SIGSTOP of an orchestrator, which wakes as a zombie': sleepAndWake,
  'restart of PostgreSQL': ({ servers }) => servers.postgres.restart('SIGINT'),
  'kill -9 of the broker': ({ servers }) => servers.crashBroker(),
} as const satisfies Readonly<Record<string, Fault>>;
export type FaultName = keyof typeof FAULTS;
