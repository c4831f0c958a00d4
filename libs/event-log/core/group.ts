import type { Partition } from '#events';
import type { Holding, Offset, Subscription, Topic } from '../port.js';
import { assignPartitions } from './assign-partitions.js';
import type { Lease } from './storage.js';

/** One partition in the hands of one member. */
export interface PartitionTask {
  /** The next offset whose record is not done with. */
  readonly position: Offset;
  /** Whether it is at work, and has restored what has to be known. */
  readonly settled: boolean;
  /** Takes nothing new, finishes what is in hand, gives the partition up. Never rejects. */
  release(): Promise<void>;
  /** Ends at once without a word to the subscriber, as by the death of its process; its lease is gone already. */
  abandon(): void;
  /** Ends, and resolves when the subscriber has been told, once what is in hand has settled; its lease is gone already. */
  evict(): Promise<void>;
}
/** Begins to work on a partition; `fail` ends the subscription. */
export type StartTask = (lease: Lease, fail: (error: Error) => void) => PartitionTask;

interface Member {
  readonly start: StartTask;
  readonly drop: () => void;
  readonly fail: (error: Error) => void;
  readonly close: () => Promise<void>;
}
interface Hold {
  readonly member: Member;
  readonly lease: Lease;
  readonly task: PartitionTask;
  released?: Promise<void>;
}

/** The members of a group share its partitions; each partition has one owner at a time. */
export class Group {
  readonly #members: Member[] = [];
  readonly #holdings: (Hold | undefined)[];
  /** Partitions that nobody is given for now. */
  readonly #withheld = new Set<Partition>();

  constructor(
    readonly name: string,
    readonly topic: Topic,
    private readonly ends: readonly { readonly head: Offset }[],
  ) {
    this.#holdings = ends.map(() => undefined);
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
    const leave = (how: 'abandon' | 'evict', error?: Error): void => {
      this.#remove(member);
      this.#take(member, how);
      end(error);
    };
    const member: Member = {
      start,
      drop: () => {
        leave('abandon');
      },
      fail: (error) => {
        leave('evict', error);
      },
      close: async () => {
        this.#remove(member);
        this.#rebalance();
        await this.#releasedBy(member);
        end();
      },
    };
    this.#members.push(member);
    this.#rebalance();
    return { close: member.close, drop: member.drop, ended, holdings: () => Promise.resolve(this.#heldBy(member)) };
  }

  /**
   * Does it while nobody has the partition: its owner gives it up before, and it is given to a member anew afterwards. One
   * at a time.
   */
  async withhold<T>(partition: Partition, work: () => Promise<T>): Promise<T> {
    this.#withheld.add(partition);
    const hold = this.#holdings[partition];
    if (hold !== undefined) this.#release(hold, partition);
    try {
      await hold?.released;
      return await work();
    } finally {
      this.#withheld.delete(partition);
      this.#rebalance();
    }
  }

  /** Closes all members, and waits for those that are closing already. */
  async close(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.close()));
    await Promise.all(this.#holdings.map((holding) => holding?.released ?? Promise.resolve()));
  }

  /** Drops all members, and those that are closing. */
  drop(): void {
    for (const member of [...this.#members]) member.drop();
    for (const holding of this.#holdings) if (holding !== undefined) this.#take(holding.member, 'abandon');
  }

  #heldBy(member: Member): readonly Holding[] {
    return this.#holdings.flatMap((hold, partition) => {
      if (hold?.member !== member) return [];
      const { position, settled } = hold.task;
      return [
        settled
          ? { partition, settled, position, end: this.ends[partition]?.head ?? position }
          : { partition, settled },
      ];
    });
  }

  async #releasedBy(member: Member): Promise<void> {
    const holdings = this.#holdings.filter((holding) => holding?.member === member);
    await Promise.all(holdings.map((holding) => holding?.released ?? Promise.resolve()));
  }

  #remove(member: Member): void {
    const index = this.#members.indexOf(member);
    if (index !== -1) this.#members.splice(index, 1);
  }

  #take(member: Member, how: 'abandon' | 'evict'): void {
    this.#holdings.forEach((holding, partition) => {
      if (holding?.member !== member) return;
      this.#holdings[partition] = undefined;
      holding.lease.active = false;
      void holding.task[how]();
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
    if (member === undefined || this.#withheld.has(partition)) return;
    const lease: Lease = { group: this.name, topic: this.topic, partition, active: true };
    this.#holdings[partition] = { member, lease, task: member.start(lease, member.fail) };
  }

  #release(holding: Hold, partition: Partition): void {
    holding.released ??= holding.task.release().then(() => {
      holding.lease.active = false;
      if (this.#holdings[partition] !== holding) return;
      this.#holdings[partition] = undefined;
      this.#rebalance();
    });
  }
}
