import { z } from 'zod';
import type { ModelAnswer, ModelRequest } from '../port.js';
import { parseLeniently } from './parse-leniently.js';
import { CallSchema, readJsonCalls, saying } from './read-json-calls.js';

const TurnSchema = z.object({ text: z.string(), calls: z.array(CallSchema) });

/** The answer that an object of the schema is. What is none, as of a server that holds nobody to it, is read as it can be. */
export function readBySchema(answer: ModelAnswer, request: ModelRequest): ModelAnswer {
  if (request.toolChoice === 'none' || request.tools.length === 0) return answer;
  const turn = TurnSchema.safeParse(parseLeniently(answer.text)).data;
  return turn === undefined ? readJsonCalls(answer, request) : saying(answer, turn, request);
}
