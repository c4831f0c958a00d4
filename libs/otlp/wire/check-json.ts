import { MOST_VALUES, tooManyValues } from './request-size.js';
import { UnusableRequest } from './unusable-request.js';

/** Three for each value in a value, and readers cut these long before; what is much deeper cannot be written again. */
const MOST_LEVELS = 300;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Tells what is too much to be parsed from what may be. Whether it is JSON is left to the parser.
 * @throws UnusableRequest
 */
export function checkJson(text: Uint8Array): void {
  if (jsonValuesIn(text) > MOST_VALUES) throw tooManyValues();
}

/** @throws UnusableRequest where it is nested too deep */
export function jsonValuesIn(text: Uint8Array): number {
  let [values, level] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) at = endOfString(text, at);
    else if (byte === COMMA) values += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) level -= 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      level += 1;
      if (level > MOST_LEVELS) throw tooDeep();
    }
  }
  return values;
}

/** Where the quote stands that ends the string; the end of the text where none does. */
function endOfString(text: Uint8Array, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
}

const tooDeep = (): UnusableRequest =>
  new UnusableRequest('malformed', `the body is nested deeper than ${MOST_LEVELS} levels: no OTLP request is`);
