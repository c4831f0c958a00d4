import type { EventOf } from '#events';

/** An event that may carry how a model call went. */
export type CallEvent =
  EventOf<'TurnAnswered'> | EventOf<'TurnRecorded'> | EventOf<'TurnFailed'> | EventOf<'TurnDiscarded'>;
