/** The file of the traces cannot be used; the message says what to do. `store_unavailable`: it may come back by itself. */
export class ReceivedTracesError extends Error {
  constructor(
    readonly code: 'schema_newer' | 'store_damaged' | 'store_unavailable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
