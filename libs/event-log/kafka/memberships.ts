import type { Partition, RunId } from '#events';
import { JobSlots } from '../core/job-slots.js';
import type { EncodedRecords } from '../core/pending-record.js';
import { ProcessorTask } from '../core/processor-task.js';
import { ProjectionTask } from '../core/projection-task.js';
import type { TaskContext } from '../core/task-context.js';
import { WorkerTask } from '../core/worker-task.js';
import type { FaultHook } from '../fault-points.js';
import {
  DECIDERS,
  type Processor,
  type Projection,
  type Subscription,
  type Topic,
  type WholeRun,
  type Worker,
} from '../port.js';
import { adoptInto } from './adopt.js';
import type { KafkaDriver, NameOfTopic, WireOutput } from './driver.js';
import { GroupMember } from './group-member.js';
import type { StoredHistory } from './history/owned-history.js';
import { refuseStoreAhead } from './history/refuse-store-ahead.js';
import { takeOverHistory, type EventsSource } from './history/take-over-history.js';
import type { OwnerOptions } from './partition-owner.js';
import { replayFrom } from './replay.js';
import { SteadyPositions } from './steady-positions.js';
import { settleAsProcessor, settleAsProjection, settleAsWorker, type EventsGround, type Ground } from './tenures.js';
import type { TopicEnds } from './topic-ends.js';

export interface MembershipsOptions {
  readonly driver: KafkaDriver;
  /** Before the names of groups and transactional ids. */
  readonly prefix: string;
  readonly nameOf: NameOfTopic;
  readonly history: StoredHistory;
  readonly ends: TopicEnds;
  readonly wiresOf: (records: EncodedRecords) => readonly WireOutput[];
  /** Durable when it resolves, without a transaction. */
  readonly publish: (records: EncodedRecords) => Promise<void>;
  readonly watchMs: number;
  readonly pauses: TaskContext['pauses'];
  readonly report: TaskContext['report'];
  readonly faultPoint: FaultHook;
}
interface Joining {
  readonly group: string;
  readonly topic: Topic;
}

const WRITTEN_BY_DECIDERS: readonly Topic[] = ['run-events', 'run-dead-letters'];
const WRITTEN_BY_WORKERS: readonly Topic[] = ['run-commands'];

/** What this process is a member of, and what it does as an owner without being one. */
export class Memberships {
  readonly #members = new Set<GroupMember>();
  readonly #positions = new Map<string, SteadyPositions>();

  constructor(private readonly options: MembershipsOptions) {}

  process(processor: Processor): Promise<Subscription> {
    const ground = this.#eventsGround(processor, WRITTEN_BY_DECIDERS);
    const start: Parameters<typeof settleAsProcessor>[1] = (lease, context, fail) =>
      new ProcessorTask(processor, lease, context, fail);
    return this.#join(processor, settleAsProcessor(ground, start));
  }

  work(worker: Worker): Promise<Subscription> {
    const slots = new JobSlots(worker.concurrency);
    const { history, publish } = this.options;
    const ground = {
      ...this.#ground(worker, worker.writes ?? WRITTEN_BY_WORKERS),
      history,
      ...(worker.outputsMayRepeat !== undefined && { publish }),
    };
    const start: Parameters<typeof settleAsWorker>[1] = (lease, context, fail) =>
      new WorkerTask(worker, lease, context, { slots, fail });
    return this.#join(worker, settleAsWorker(ground, start));
  }

  project(projection: Projection): Promise<Subscription> {
    const start: Parameters<typeof settleAsProjection>[1] = (lease, context, fail) =>
      new ProjectionTask(projection, lease, context, fail);
    return this.#join(projection, settleAsProjection(this.#ground(projection, []), start));
  }

  /** As the owner of the partition, for the moment. */
  adopt(partition: Partition, runs: readonly WholeRun[]): Promise<readonly RunId[]> {
    return adoptInto(partition, runs, this.#eventsGround(DECIDERS, ['run-events']));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.close()));
  }

  /** Resolves when nothing of them is left in their groups. */
  async drop(): Promise<void> {
    const members = [...this.#members];
    for (const member of members) member.drop();
    await Promise.all(members.map((member) => member.gone));
  }

  async #join({ group, topic }: Joining, settleIn: OwnerOptions['settleIn']): Promise<Subscription> {
    const { driver, prefix, nameOf, watchMs, pauses, report } = this.options;
    const name = nameOf(topic);
    const member = new GroupMember({
      group,
      topic,
      watchMs,
      pauses,
      settleIn,
      join: (sink) => driver.join(`${prefix}${group}`, name, sink),
      ends: () => driver.ends(name),
      replay: replayFrom((sink) => driver.stream(name, sink), pauses.retryMs),
      trouble: (error, partition) => {
        report(
          partition === undefined ? { during: 'membership', error } : { during: 'assign', error, group, partition },
        );
      },
      ended: () => {
        void member.gone.then(() => this.#members.delete(member));
      },
    });
    this.#members.add(member);
    await member.joined;
    return member;
  }

  /** `writes`: what its transactions write to. */
  #ground({ group, topic }: Joining, writes: readonly Topic[]): Ground {
    const { driver, prefix, nameOf, ends, wiresOf, pauses, report, faultPoint } = this.options;
    const name = nameOf(topic);
    const claim = (partition: Partition) => ({
      transactionalId: `${prefix}${group}-${name}-${partition}`,
      group: `${prefix}${group}`,
      topic: name,
      partition,
      writes: writes.map(nameOf),
    });
    const positions = this.#positionsOf(group);
    const transactor = async (partition: Partition) =>
      positions.guarded(partition, await driver.transactor(claim(partition)));
    return { transactor, written: ends.written, wiresOf, pauses, report, faultPoint };
  }

  /** Also of members that have left: the group only goes on. */
  #positionsOf(group: string): SteadyPositions {
    const known = this.#positions.get(group) ?? new SteadyPositions(group);
    this.#positions.set(group, known);
    return known;
  }

  #eventsGround(joining: Joining, writes: readonly Topic[]): EventsGround {
    const { driver, nameOf, history, ends } = this.options;
    const name = nameOf('run-events');
    const source: EventsSource = {
      stored: history,
      ends: () => ends.of('run-events'),
      open: (sink) => driver.stream(name, sink),
    };
    const ground = this.#ground(joining, writes);
    return {
      ...ground,
      transactor: async (partition) => {
        await refuseStoreAhead(partition, { stored: history, ends: () => driver.ends(name) });
        return ground.transactor(partition);
      },
      takeOverHistory: (partition) => takeOverHistory(partition, source),
      eventsEnd: (partition, written) =>
        written.findLast(({ topic, partition: other }) => topic === name && other === partition)?.end,
    };
  }
}
