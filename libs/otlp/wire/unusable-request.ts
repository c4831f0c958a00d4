/** A request of which nothing is kept; sent again as it is, it is refused again. */
export class UnusableRequest extends Error {
  /** `malformed`: the body is no OTLP request in the encoding that it claims; `too_large`: it holds more than is taken at once. */
  constructor(
    readonly code: 'malformed' | 'too_large',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
