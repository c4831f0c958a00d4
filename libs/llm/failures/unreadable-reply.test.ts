import { describe, expect, it } from '@jest/globals';
import { MessageStream } from '../anthropic/message-stream.js';
import { readMessage } from '../anthropic/message-reply.js';
import { readEmbeddings } from '../embeddings/embeddings-reply.js';
import { readChunk, readCompletion } from '../openai-compatible/chat-reply.js';
import { ResponseStream } from '../openai/response-stream.js';

const ofAnthropic = (event: unknown) => new MessageStream().add(event);
const ofOpenAi = (event: unknown) => new ResponseStream().add(event);
const delta = (given: object) => ({ type: 'content_block_delta', index: 0, delta: given });

describe('a reply that is none', () => {
  it.each([
    [readCompletion, { object: 'list' }, 'choices is missing: give a list'],
    [readCompletion, { choices: [{ message: 1 }] }, 'choices[0].message must be an object'],
    [readChunk, 'text', 'must be an object'],
    [readMessage, { type: 'message', usage: {} }, 'content is missing: give a list'],
    [(body: unknown) => readEmbeddings(body, 1), { data: [{ index: 0 }] }, 'data[0].embedding is missing: give a list'],
    [ofAnthropic, {}, 'type is missing: give a text'],
    [ofAnthropic, { type: 'message_delta', delta: {} }, 'usage is missing: give an object'],
    [ofAnthropic, delta({ type: 'input_json_delta' }), 'delta.partial_json is missing: give a text'],
    [ofAnthropic, delta({ type: 'smell' }), 'delta.type must be one of text_delta, input_json_delta'],
    [ofOpenAi, { type: 'response.output_text.delta' }, 'delta is missing: give a text'],
    [ofOpenAi, { type: 'response.output_item.done' }, 'item must be an object'],
    [
      ofOpenAi,
      { type: 'response.completed', response: {} },
      'response.status is missing: give a text; response.output is missing: give a list',
    ],
  ])('is told by its fields, as our own are: %p %j', (read, body, words) => {
    expect(() => read(body)).toThrow(`its answer cannot be read: ${words}`);
  });

  it.each([ofAnthropic, ofOpenAi])('is no event of a type that is not read', (read) => {
    expect(read({ type: 'ping' })).toBe('');
  });
});
