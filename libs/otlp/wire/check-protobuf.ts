import protobuf from 'protobufjs';
import { SPAN, TRACES } from './otlp-messages.js';
import { MOST_VALUES, tooManyValues } from './request-size.js';
import { UnusableRequest } from './unusable-request.js';

const { Reader, Type } = protobuf;
type Message = protobuf.Type;

/** A text, bytes or a message takes two bytes at least. */
const VALUE_BYTES = 2;
const LENGTH_DELIMITED = 2;

/**
 * Tells what is too much to be decoded from what may be. What is no message is left to the decoder, in spans and around.
 * @throws UnusableRequest
 */
export function checkProtobuf(body: Uint8Array): void {
  if (body.length <= MOST_VALUES * VALUE_BYTES) return;
  protobufValuesIn(body);
}

/** @throws UnusableRequest where there are too many for a request */
export function protobufValuesIn(body: Uint8Array): number {
  const look = { reader: Reader.create(body), values: 0 };
  lookThrough(look, TRACES, body.length);
  return look.values;
}

interface Look {
  readonly reader: protobuf.Reader;
  values: number;
}

function lookThrough(look: Look, message: Message, end: number, level = 0): void {
  const { reader } = look;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if ((tag & 7) !== LENGTH_DELIMITED) {
      reader.skipType(tag & 7);
      continue;
    }
    look.values += 1;
    if (look.values > MOST_VALUES) throw tooManyValues();
    const valueEnd = reader.uint32() + reader.pos;
    const inner = message.fieldsById[tag >>> 3]?.resolvedType;
    // The decoder refuses what is deeper.
    if (inner instanceof Type && level < Reader.recursionLimit) lookInto(look, inner, valueEnd, level + 1);
    reader.pos = valueEnd;
  }
}

/** A span that is no message costs that span alone. */
function lookInto(look: Look, message: Message, end: number, level: number): void {
  try {
    lookThrough(look, message, end, level);
  } catch (error) {
    if (message !== SPAN || error instanceof UnusableRequest) throw error;
  }
}
