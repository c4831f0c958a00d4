/** The file of the traces cannot be used; the message says what to do. */
export class ReceivedTracesError extends Error {
  readonly code = 'store_unavailable';
}
