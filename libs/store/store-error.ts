/**
 * `position_moved`: another owner has moved the checkpoint; read the position again. `store_ahead`: the store has seen
 * events that the log beside it does not have. `store_unavailable`: it may come back by itself. `store_refused`: somebody
 * has to correct the settings. `history_behind`: the events that were asked for have not arrived yet. `unreadable`: an
 * event of the run cannot be read.
 */
export type StoreErrorCode =
  | 'schema_newer'
  | 'store_damaged'
  | 'store_unavailable'
  | 'store_refused'
  | 'store_ahead'
  | 'store_closed'
  | 'position_moved'
  | 'history_behind'
  | 'unreadable';

const PASSING: ReadonlySet<StoreErrorCode> = new Set(['store_unavailable', 'position_moved', 'history_behind']);

export class StoreError extends Error {
  readonly marker = 'parley.store-error';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same may succeed later. */
  get retryable(): boolean {
    return PASSING.has(this.code);
  }
}

export const isStoreError = (error: unknown): error is StoreError =>
  typeof error === 'object' && error !== null && 'marker' in error && error.marker === 'parley.store-error';

export const storeClosed = (): StoreError =>
  new StoreError('store_closed', 'the store is closed: open it again to use it');
