import type { Client } from '../fault/client.js';
import type { FaultStack } from './fault-stack.js';
import type { SharedServers } from './installation.js';
import type { Load } from './load.js';

/** What is disturbed, and what goes on meanwhile. */
export interface Scene {
  readonly stack: FaultStack;
  readonly servers: SharedServers;
  readonly load: Load;
  readonly client: Client;
}
type Fault = (scene: Scene) => Promise<void>;

/** Runs that end while a member is not heard of: its partitions have been taken over. */
const WITHOUT_IT = 6;

/** The orchestrator and the agent-worker whose way to the broker can be cut. */
export const FAR = ['orchestrator-1', 'agent-worker-2'] as const;

const crash =
  (name: string): Fault =>
  ({ stack }) =>
    stack.end(name, 'SIGKILL');

/** It wakes as one whose partitions others have, and may still believe that they are its own. */
const sleepAndWake =
  (name: string): Fault =>
  async ({ stack, load }) => {
    await stack.signal(name, 'SIGSTOP');
    try {
      await load.goesOn(WITHOUT_IT);
    } finally {
      await stack.signal(name, 'SIGCONT');
    }
  };

/** Nobody is told that the connections have gone. */
async function cutAndHeal({ servers, load }: Scene): Promise<void> {
  servers.network.cut();
  try {
    await load.goesOn(WITHOUT_IT);
  } finally {
    servers.network.heal();
  }
}

/** Members leave in order, and others join in their place. */
async function leaveAndJoin({ stack }: Scene): Promise<void> {
  await Promise.all(['orchestrator-1', 'agent-worker-2', 'projector-2'].map((name) => stack.end(name, 'SIGTERM')));
}

/**
 * One process of each service after the other is of the next release, then of this one again. Who reads comes after who
 * writes, so that every service meets what it does not know.
 */
async function upgradeAndBack({ stack, load, client }: Scene): Promise<void> {
  const some = stack.names.filter((name) => name.endsWith('-1'));
  for (const name of some.toReversed()) await stack.change(name, 'next');
  const hasNote = async () => {
    await load.goesOn(WITHOUT_IT);
    const runs = await Promise.all([...load.runs.values()].slice(-2 * WITHOUT_IT).map((id) => client.eventsOf(id)));
    return runs.flat().some(({ data }) => 'note' in data);
  };
  while (!(await hasNote()));
  await Promise.all(some.map((name) => stack.change(name, 'this')));
}

async function withoutCollector({ servers, load }: Scene): Promise<void> {
  servers.sink.goAway();
  try {
    await load.goesOn(WITHOUT_IT);
  } finally {
    servers.sink.comeBack();
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
  'SIGSTOP of an orchestrator, which wakes as a zombie': sleepAndWake('orchestrator-1'),
  'SIGSTOP of an agent-worker, which wakes as a zombie': sleepAndWake('agent-worker-2'),
  'network between an orchestrator, an agent-worker and the broker cut': cutAndHeal,
  'members leave and join': leaveAndJoin,
  'upgrade to the next release, and back': upgradeAndBack,
  'collector away': withoutCollector,
  'restart of PostgreSQL': ({ servers }) => servers.postgres.restart('SIGINT'),
  'kill -9 of the broker': ({ servers }) => servers.crashBroker(),
} as const satisfies Readonly<Record<string, Fault>>;
export type FaultName = keyof typeof FAULTS;
