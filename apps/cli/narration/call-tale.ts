import type { CallOutcome, ToolCall } from '#events';
import { indented, oneLine } from '../rendering/fit.js';
import { aside, painted } from './lines.js';
import { shown } from './spoken.js';
import type { Telling } from './tale.js';

/** Of a call and of its result, at most. */
const CHARS = 200;
/** Of a line's beginning and its continuation. */
const INDENTS = 4;

/** A tool call with its arguments and what came of it, both cut; not told in brief. */
export function callTold(agentId: string, call: ToolCall, outcome: CallOutcome, telling: Telling): readonly string[] {
  if (telling.brief) return [];
  const room = telling.width - INDENTS;
  const asked = oneLine(`${agentId} calls ${call.name} ${shown(call.arguments)}`, CHARS);
  const result = oneLine(resultText(outcome), CHARS);
  const whole = `${asked} -> ${result}`;
  if (whole.length <= room) return aside(whole, telling);
  return [...aside(asked, telling), ...painted('dim', indented(`-> ${result}`, telling.width), telling)];
}

const resultText = ({ status, result }: CallOutcome): string =>
  status === 'ok' ? shown(result) : `${status.replaceAll('_', ' ')}: ${shown(result)}`;
