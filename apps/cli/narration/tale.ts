import type { ActivationId, EventOf, EventType } from '#events';
import type { Paint } from '../terminal.js';
import type { Spoken } from './spoken.js';

/** How much is told. `brief` leaves out who has the floor and the tool calls, and keeps every text to one line. */
export interface Telling {
  readonly paint: Paint;
  readonly width: number;
  readonly brief: boolean;
}

/** What has been told so far, for those who tell on. */
export interface Told {
  readonly spoken: Spoken;
  /** Texts of messages by sequence, where they are known better than from the events (blobs loaded). */
  readonly texts: ReadonlyMap<number, string>;
  readonly activations: Set<ActivationId>;
  round: number | undefined;
}

/** Tells one event in lines for a person. */
export type Tale<T extends EventType> = (event: EventOf<T>, told: Told, telling: Telling) => readonly string[];
export type Tales<T extends EventType> = { readonly [K in T]: Tale<K> };
