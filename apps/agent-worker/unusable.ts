import type { ModelAnswer } from '#llm';

const MAX_CALLS = 128;
const MAX_NAME = 128;
const MAX_CALL_ID = 256;

/** Why an answer cannot become an event, in words for a person: a record has a size, and nobody makes so many calls. */
export function unusable({ calls }: ModelAnswer): string | undefined {
  if (calls.length > MAX_CALLS)
    return `the model asked for ${calls.length} calls at once; at most ${MAX_CALLS} are made`;
  if (calls.some(({ name }) => name.length > MAX_NAME))
    return `the model named a tool in more than ${MAX_NAME} characters`;
  if (calls.some(({ callId }) => callId.length > MAX_CALL_ID)) {
    return `the server sent a call id of more than ${MAX_CALL_ID} characters`;
  }
  return undefined;
}
