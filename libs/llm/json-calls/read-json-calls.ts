import { z } from 'zod';
import { parseLeniently } from './parse-leniently.js';
import type { ModelAnswer, ModelRequest, OfferedTool, RequestedCall } from '../port.js';

/**
 * The answer with the calls that its block asks for. A block that cannot be read becomes one call whose arguments are
 * the block verbatim: whoever checks arguments reports it, and the model is shown what was wrong. It carries the name of
 * the offered tool that the block mentions first, else of the last one offered: control tools stand last.
 */
export function readJsonCalls(answer: ModelAnswer, request: ModelRequest): ModelAnswer {
  const block = request.toolChoice === 'none' ? undefined : blockOf(answer.text);
  if (block === undefined) return answer;
  const written = parseCalls(block.content) ?? [
    { name: mentioned(block.content, request.tools), arguments: block.content },
  ];
  return saying(answer, { text: block.rest, calls: written }, request);
}

export type WrittenCall = Omit<RequestedCall, 'callId'>;

/** The answer with what it says in words and the calls that it asks for; ids are made from the turn. */
export function saying(
  answer: ModelAnswer,
  { text, calls: written }: { readonly text: string; readonly calls: readonly WrittenCall[] },
  { origin }: ModelRequest,
): ModelAnswer {
  const calls = written.map((call, position): RequestedCall => ({
    callId: `${origin.turnId}.${position + 1}`,
    ...call,
  }));
  return { ...answer, text, calls, finishReason: calls.length > 0 ? 'tool_calls' : answer.finishReason };
}

interface Block {
  readonly content: string;
  readonly rest: string;
}

/** A fenced block, closed or cut off, or a text that is nothing but JSON. */
const BLOCKS = /```[a-z]*[ \t]*\n?([\s\S]*?)(?:```|$)|^\s*([{[][\s\S]*[}\]])\s*$/gi;
const LOOKS_LIKE_CALLS = /"calls"\s*:|"name"\s*:[\s\S]*"(?:arguments|parameters)"\s*:/;

/** The last block that is about calls; other JSON is part of an answer. */
function blockOf(text: string): Block | undefined {
  const found = [...text.matchAll(BLOCKS)].findLast(([whole]) => LOOKS_LIKE_CALLS.test(whole));
  if (found === undefined) return undefined;
  const [whole, fenced, bare] = found;
  const rest = text.slice(0, found.index) + text.slice(found.index + whole.length);
  return { content: (fenced ?? bare ?? '').trim(), rest: rest.trim() };
}

export const CallSchema = z
  .object({ name: z.string(), arguments: z.unknown().optional(), parameters: z.unknown().optional() })
  .transform(({ name, arguments: given, parameters = {} }) => ({ name, arguments: jsonText(given ?? parameters) }));
const CallsSchema = z.union([
  z.object({ calls: z.array(CallSchema) }).transform(({ calls }) => calls),
  z.array(CallSchema),
  CallSchema.transform((call) => [call]),
]);

function parseCalls(content: string): readonly WrittenCall[] | undefined {
  return CallsSchema.safeParse(parseLeniently(content)).data;
}

const jsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function mentioned(content: string, tools: readonly OfferedTool[]): string {
  const found = tools
    .map(({ name }) => ({ name, at: content.indexOf(`"${name}"`) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  return found?.name ?? tools.at(-1)?.name ?? '';
}
