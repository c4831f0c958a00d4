import type { ActivationId, EventOf, EventType, TurnId } from '#events';
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
  readonly activations: Set<ActivationId>;
  /** What each turn was for. */
  readonly purposes: Map<TurnId, string>;
  round: number | undefined;
  /** Agents in the team. */
  members: number;
}

/** Tells one event in lines for a person. */
export type Tale<T extends EventType> = (event: EventOf<T>, told: Told, telling: Telling) => readonly string[];
export type Tales<T extends EventType> = { readonly [K in T]: Tale<K> };
