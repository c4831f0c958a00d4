import { isControlName } from '#coordination';
import type { ModelMessage, RequestedCall } from '../port.js';

/** A call that the agent has made. Arguments that are no texts are left out, as are all where the call was malformed. */
export interface OwnCall {
  readonly callId: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, string>>;
}

/** The calls of these messages, in order. */
export const callsIn = (messages: readonly ModelMessage[]): readonly OwnCall[] =>
  messages.flatMap((message) => (message.role === 'assistant' ? message.calls.map(ownCall) : []));

/** The calls of one tool, or control tool, in order. */
export const callsOf = (messages: readonly ModelMessage[], name: string): readonly OwnCall[] =>
  callsIn(messages).filter((call) => call.name === name);

/** What a tool or the coordination answered to a call. */
export const resultOf = (messages: readonly ModelMessage[], { callId }: OwnCall): string | undefined =>
  messages.find((message) => message.role === 'tool' && message.callId === callId)?.text;

/** The texts of one role; an assistant's include what it wrote into its calls. */
export function textsOf(messages: readonly ModelMessage[], role: ModelMessage['role']): readonly string[] {
  return messages
    .filter((message) => message.role === role)
    .flatMap((message) => [message.text, ...callsIn([message]).flatMap((call) => Object.values(call.arguments))]);
}

/** Where the agent's present activation begins: behind what it last said to the coordination. */
export const activationStart = (messages: readonly ModelMessage[]): number =>
  messages.findLastIndex(
    (message) => message.role === 'assistant' && message.calls.some(({ name }) => isControlName(name)),
  ) + 1;

/** Where what the agent has not answered yet begins. */
export const freshStart = (messages: readonly ModelMessage[]): number =>
  messages.findLastIndex(({ role }) => role === 'assistant') + 1;

const ownCall = ({ callId, name, arguments: written }: RequestedCall): OwnCall => ({
  callId,
  name,
  arguments: textArguments(written),
});

/** The texts among the arguments of a call; nothing of what is no JSON object. */
export function textArguments(written: string): OwnCall['arguments'] {
  try {
    const values: unknown = JSON.parse(written);
    if (typeof values !== 'object' || values === null) return {};
    return Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
