import type { Meters } from '#telemetry';

/** Open turns by what goes on in them. `held`: the model has answered, and a person, a result or a pause is waited for. */
export interface TurnLoad {
  readonly waiting: number;
  readonly performed: number;
  readonly held: number;
}

/** How many turns wait for this worker, and how many it is at. */
export function observeTurns({ meter }: Meters, load: () => TurnLoad): void {
  const turns = meter.createObservableGauge('parley.turn.open', {
    unit: '{turn}',
    description: 'Open turns of the partitions that this worker has',
  });
  turns.addCallback((result) => {
    for (const [state, value] of Object.entries<number>({ ...load() }))
      result.observe(value, { 'parley.turn.state': state });
  });
}
