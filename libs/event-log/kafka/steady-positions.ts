import type { Partition } from '#events';
import { LogError } from '../errors.js';
import type { Offset } from '../port.js';
import type { Transactor } from './driver.js';

/**
 * How far a group is known to have come, while this process lives. A broker that has just taken the group over may answer before it
 * has read all of the group's positions (ADR 25): from such an answer a partition would be worked through again from an
 * old position, or from its beginning.
 */
export class SteadyPositions {
  readonly #known = new Map<Partition, Offset>();

  constructor(private readonly group: string) {}

  /** The transactor, but that it rejects with `broker_unreachable` where the group would have gone back. */
  guarded(partition: Partition, transactor: Transactor): Transactor {
    return {
      committed: async () => {
        const position = await transactor.committed();
        this.#refuseLower(partition, position ?? 0);
        return position;
      },
      commit: async (outputs, position) => {
        const ends = await transactor.commit(outputs, position);
        this.#known.set(partition, position);
        return ends;
      },
      close: () => transactor.close(),
    };
  }

  #refuseLower(partition: Partition, position: Offset): void {
    const known = this.#known.get(partition) ?? 0;
    if (position < known) throw goneBack(this.group, partition, { position, known });
    this.#known.set(partition, position);
  }
}

const goneBack = (group: string, partition: Partition, at: { readonly position: Offset; readonly known: Offset }) =>
  new LogError(
    'broker_unreachable',
    `the broker says that group ${group} stands at ${at.position} in partition ${partition}, where it has stood at ${at.known}: it has not read all of the group's positions yet, or has lost some; if this does not pass, restart that broker; where its topics are new or an older copy, stop every service: one that starts says what to do`,
  );
