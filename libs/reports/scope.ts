/** Which runs are reported. */
export interface Scope {
  readonly family?: string;
  readonly architecture?: string;
  readonly comparison?: string;
  /** Runs of others, in traces that the server has received. */
  readonly received?: true;
  /** Of others, by their `service.name`. */
  readonly service?: string;
  /** Started at this time or later, in epoch milliseconds; of others: their spans came. */
  readonly since?: number;
}

/** Runs that are reported at most, the newest; of others: traces that are looked into. */
export const MOST_REPORTED = 1000;

/** Diagnoses that a report asks for at a time: a server judges one run at a time and lets 32 wait. */
export const ASKED_AT_ONCE = 4;
