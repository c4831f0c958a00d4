import type { Activation } from './activations.js';

/** `peer`: said among equals. */
type ForeignMessageKind = 'delegate' | 'report' | 'handoff' | 'peer' | 'error';

/** What one agent said to another, as far as the spans show it. */
export interface TeamMessage {
  readonly from: string | undefined;
  /** A message to several is one; nobody where the spans do not tell the receiver. */
  readonly to: readonly string[];
  readonly kind: ForeignMessageKind;
  readonly atMs: number;
  /** Whose words it holds: the sender's work up to then, where it is known. */
  readonly said?: Activation;
}

/** Stands for the name of an agent that no span names. */
export const NAMELESS = 'unknown';
