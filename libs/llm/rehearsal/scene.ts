import type { ReferencePlan } from '#tasks';
import type { ModelMessage, ModelRequest, RequestedCall } from '../port.js';
import type { Chance } from './chance.js';
import type { Rates } from './rates.js';
import type { Slip } from './slips.js';

/** All that a rehearsed agent acts on: its own request, and how the task is solved, without the values. */
export interface Scene {
  readonly request: ModelRequest;
  readonly plan: ReferencePlan;
  readonly rates: Rates;
  readonly chance: Chance;
}

/** What the agent says and does in a turn, and the errors that it made on purpose. */
export interface Act {
  readonly text: string;
  readonly calls: readonly PlannedCall[];
  readonly slips: readonly Slip[];
}
export interface PlannedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string>>;
}

export const isOffered = ({ request }: Scene, name: string): boolean =>
  request.toolChoice !== 'none' && request.tools.some((tool) => tool.name === name);

/** A tool that can still be used: its result is only read if another turn follows. */
export const isUsable = (scene: Scene, name: string): boolean =>
  scene.request.origin.remaining > 0 && isOffered(scene, name);

/** The messages up to the agent's last answer, and those that it has not answered yet. */
export function splitAtLastAnswer(messages: readonly ModelMessage[]): {
  readonly past: readonly ModelMessage[];
  readonly fresh: readonly ModelMessage[];
} {
  const end = messages.findLastIndex(({ role }) => role === 'assistant') + 1;
  return { past: messages.slice(0, end), fresh: messages.slice(end) };
}

/** The calls that the agent has made so far, with one of their arguments. */
export function ownCalls({ request }: Scene, name: string, argument: string): readonly OwnCall[] {
  return request.messages.flatMap((message) =>
    message.role === 'assistant'
      ? message.calls.filter((call) => call.name === name).map((call) => ownCall(call, argument))
      : [],
  );
}

interface OwnCall {
  readonly callId: string;
  readonly argument: string;
}

function ownCall({ callId, arguments: written }: RequestedCall, argument: string): OwnCall {
  return { callId, argument: textArgument(written, argument) };
}

/** Empty where another model has made the call, and made it badly. */
function textArgument(written: string, name: string): string {
  try {
    const value: unknown = (JSON.parse(written) as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
