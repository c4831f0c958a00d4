/** A request that is not taken; OTLP's clients send again after 429 and 503, and after nothing else that we answer. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 403 | 413 | 415 | 429 | 503,
    message: string,
    readonly retryAfterS?: number,
  ) {
    super(message);
  }
}
