/** A vendor's error that comes inside an answer whose status was 200. `type` is the vendor's name for it. */
export class InBandFailure extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}
