import type { MessageKind } from '#events';
import type { Activation } from './activations.js';

/** `peer`: said among equals. Runs of others have besides only delegations, reports, hand-offs and errors. */
type TeamMessageKind = MessageKind | 'peer';

/** What one agent said to another, as far as the spans show it. */
export interface TeamMessage {
  readonly from: string | undefined;
  /** A message to several is one; nobody where the spans do not tell the receiver. */
  readonly to: readonly string[];
  readonly kind: TeamMessageKind;
  readonly atMs: number;
  /** Whose words it holds: the sender's work up to then, where it is known. */
  readonly said?: Activation;
}

/** Stands for the name of an agent that no span names. */
export const NAMELESS = 'unknown';
