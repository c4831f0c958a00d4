import { ProviderError } from './port.js';

/** Characters of an answer that comes as a stream, bytes of one that comes whole. */
export const LONGEST_ANSWER = 33_554_432;
/** Bytes of a stream of events, which say little of an answer each. */
export const LONGEST_STREAM = 8 * LONGEST_ANSWER;

/** No model says so much; asking again would only cost it again. */
export const tooLongError = (address: string): ProviderError =>
  new ProviderError('invalid_response', `${address}: the answer is longer than ${LONGEST_ANSWER >> 20} MiB`, {
    retryable: false,
  });
