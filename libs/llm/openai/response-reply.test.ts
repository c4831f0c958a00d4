import { expect, it } from '@jest/globals';
import { UnreadableReply } from '../failures/unreadable-reply.js';
import { readResponse } from './response-reply.js';

const response = (item: object) => ({ id: 'r', model: 'm', status: 'completed', output: [item] });

it.each([
  { type: 'message', content: 'not a list' },
  { type: 'message', content: ['no part'] },
])('a message of another shape is no item of a kind that is not read: %p', (item) => {
  expect(() => readResponse(response(item))).toThrow(UnreadableReply);
});

it('an item of a kind that is not read is passed on', () => {
  expect(readResponse(response({ type: 'mcp_approval_request', id: 'x' }))).toHaveProperty('parts');
});
