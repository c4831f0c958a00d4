import type { Partition } from '#events';
import type { Subscription, Topic } from '../port.js';
import { assignPartitions } from './assign-partitions.js';
import type { Lease } from './storage.js';

/** One partition in the hands of one member. */
export interface PartitionTask {
  /** The next offset whose record is not done with. */
  readonly position: number;
  /** Takes nothing new, finishes what is in hand, gives the partition up. Never rejects. */
  release(): Promise<void>;
  /** Ends at once; its lease is gone already. */
  abandon(): void;
}
/** Begins to work on a partition; `fail` ends the subscription. */
export type StartTask = (lease: Lease, fail: (error: Error) => void) => PartitionTask;

interface Member {
  readonly start: StartTask;
  /** Ends at once, with an error if there is one to tell. */
  readonly fail: (error?: Error) => void;
  readonly close: () => Promise<void>;
}
interface Holding {
  readonly member: Member;
  readonly lease: Lease;
  readonly task: PartitionTask;
  released?: Promise<void>;
}

/** The members of a group share its partitions; each partition has one owner at a time. */
export class Group {
  readonly #members: Member[] = [];
  readonly #holdings: (Holding | undefined)[];

  constructor(
    readonly name: string,
    readonly topic: Topic,
    partitions: number,
  ) {
    this.#holdings = Array.from({ length: partitions }, () => undefined);
  }

  /** Where the owner of the partition stands; undefined when it has none. */
  positionOf(partition: Partition): number | undefined {
    return this.#holdings[partition]?.task.position;
  }

  join(start: StartTask): Subscription {
    let end: (error?: Error) => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      end = (error) => {
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    const leave = (error?: Error): void => {
      this.#remove(member);
      this.#drop(member);
      end(error);
    };
    const member: Member = {
      start,
      fail: leave,
      close: async () => {
        this.#remove(member);
        this.#rebalance();
        await this.#releasedBy(member);
        end();
      },
    };
    this.#members.push(member);
    this.#rebalance();
    return {
      close: member.close,
      drop: () => {
        leave();
      },
      ended,
    };
  }

  /** Closes all members, and waits for those that are closing already. */
  async close(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.close()));
    await Promise.all(this.#holdings.map((holding) => holding?.released ?? Promise.resolve()));
  }

  /** Drops all members, and those that are closing. */
  drop(): void {
    for (const member of [...this.#members]) member.fail();
    for (const holding of this.#holdings) if (holding !== undefined) this.#drop(holding.member);
  }

  async #releasedBy(member: Member): Promise<void> {
    const holdings = this.#holdings.filter((holding) => holding?.member === member);
    await Promise.all(holdings.map((holding) => holding?.released ?? Promise.resolve()));
  }

  #remove(member: Member): void {
    const index = this.#members.indexOf(member);
    if (index !== -1) this.#members.splice(index, 1);
  }

  #drop(member: Member): void {
    this.#holdings.forEach((holding, partition) => {
      if (holding?.member !== member) return;
      this.#holdings[partition] = undefined;
      holding.lease.active = false;
      holding.task.abandon();
    });
    this.#rebalance();
  }

  #rebalance(): void {
    const wanted = assignPartitions(
      this.#holdings.map((holding) => holding?.member),
      this.#members,
    );
    wanted.forEach((member, partition) => {
      const holding = this.#holdings[partition];
      if (holding === undefined) this.#start(member, partition);
      else if (holding.member !== member) this.#release(holding, partition);
    });
  }

  #start(member: Member | undefined, partition: Partition): void {
    if (member === undefined) return;
    const lease: Lease = { group: this.name, topic: this.topic, partition, active: true };
    this.#holdings[partition] = { member, lease, task: member.start(lease, member.fail) };
  }

  #release(holding: Holding, partition: Partition): void {
    holding.released ??= holding.task.release().then(() => {
      holding.lease.active = false;
      if (this.#holdings[partition] !== holding) return;
      this.#holdings[partition] = undefined;
      this.#rebalance();
    });
  }
}
