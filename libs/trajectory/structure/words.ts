import { answerIn } from '../reading/answer.js';
import type { Speech } from '../reading/speech.js';
import type { ModelCall } from './model-call.js';

export const isSpoken = ({ text, calls }: Speech): boolean => text !== '' || calls.length > 0;

/** A call whose own span has no words, as those of SDKs may, with what another span of the same call tells besides. */
export function withWordsOf(call: ModelCall, other: ModelCall['span']): ModelCall {
  const { span } = call;
  if (isSpoken(answerIn(span))) return call;
  const attributes = new Map([...other.attributes, ...span.attributes]);
  return { ...call, span: { ...span, attributes, events: [...other.events, ...span.events] } };
}
