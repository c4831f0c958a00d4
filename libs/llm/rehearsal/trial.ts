import type { ModelMessage } from '../port.js';
import { isUsable, type PlannedCall, type Scene } from './scene.js';
import { callsOf, resultOf } from './transcript.js';

/** Tries an answer out that has not been tried, where the task has a tool for it. */
export function trialCalls(scene: Scene, answer: string | undefined): readonly PlannedCall[] {
  const { check } = scene.plan;
  if (check === undefined || answer === undefined || !isUsable(scene, check.tool)) return [];
  const tried = callsOf(scene.request.messages, check.tool).some((call) => call.arguments[check.argument] === answer);
  return tried ? [] : [{ name: check.tool, arguments: { [check.argument]: answer } }];
}

/** The agent's last answer that has stood its trial. */
export function confirmedAnswer({ request: { messages }, plan: { check } }: Scene): string | undefined {
  if (check === undefined) return undefined;
  const stood = callsOf(messages, check.tool).findLast((call) => isConfirmation(resultOf(messages, call) ?? ''));
  return stood?.arguments[check.argument];
}

/** The last message that does not confirm an answer which was tried; -1 where there is none. */
export const lastFailure = ({ request, plan: { check } }: Scene): number =>
  request.messages.findLastIndex((message) => isResultOf(message, check?.tool) && !isConfirmation(message.text));

const isResultOf = (message: ModelMessage, tool: string | undefined): boolean =>
  message.role === 'tool' && message.name === tool;

const isConfirmation = (result: string): boolean => /\bworks\b/i.test(result);
