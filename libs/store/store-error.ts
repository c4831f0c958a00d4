/**
 * `position_moved`: another owner has moved the checkpoint; read the position again. `store_ahead`: the store has seen
 * events that the log beside it does not have.
 */
export type StoreErrorCode = 'schema_newer' | 'store_damaged' | 'store_unavailable' | 'store_ahead' | 'position_moved';

export class StoreError extends Error {
  readonly marker = 'parley.store-error';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const isStoreError = (error: unknown): error is StoreError =>
  typeof error === 'object' && error !== null && 'marker' in error && error.marker === 'parley.store-error';
