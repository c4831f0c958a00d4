import { WORDS_LIMIT, type AgentId, type ControlFact, type Defect } from '#events';
import { answerKey } from './answer-key.js';
import { controlNamesFor, isControlName, type ControlName } from './control-name.js';
import { requiredFor } from './control-tools.js';
import { cutText } from './part-text.js';
import { readCall } from './read-call.js';
import type { Member } from './view.js';

/** A model's answer to one turn, every text loaded; `arguments` is JSON text as the model wrote it. */
export interface SpokenAnswer {
  /** That of the activation; a repair passes what it repairs. */
  readonly purpose: string;
  /** Turns that the activation has left after this one. */
  readonly remaining: number;
  /** The answer repairs a defect: one that is only out of place is not called a defect again. */
  readonly isRepair?: boolean;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
  readonly team: readonly Member[];
  readonly self: AgentId;
  /** Whose findings the agent has been sent, as `heardBy` names them: an account has a line for each. Default: nobody's. */
  readonly heard?: readonly AgentId[];
}

/** What an answer says to the coordination; with a defect it says nothing. */
export interface Controls {
  readonly controls: readonly ControlFact[];
  readonly defect?: Defect;
}

/**
 * Reads an answer; never throws. Control calls count, tools called beside them do not. Without a control call:
 * - text alone stands for the call where there is one to make and one text to give (`solve`, `debate`, `reconsider`,
 *   `synthesise`: the answer; `work`, `verify`: the report; `revise`: the findings); so does text beside tool calls on
 *   the last turn, since nobody will read their results;
 * - text alone is a defect elsewhere: in `plan`, where musing and answering look the same and an answer would end the
 *   run, in `exchange`, where it would take the place of the findings, and where a verdict or an account is due;
 * - neither text nor calls are a defect, tool calls are an ordinary turn;
 * - so is what an agent is always offered and cannot use now: nothing but controls of another purpose, and tool calls on
 *   the last turn.
 * Keys of answers are whole, however long.
 */
export function readControls(answer: SpokenAnswer): Controls {
  const offered = controlNamesFor(answer.purpose);
  const read = answer.calls.flatMap(({ name, arguments: text }, position) =>
    isControlName(name) && offered.includes(name) ? readCall(answer, { name, text, index: position + 1 }) : [],
  );
  if (read.length === 0) return readText(answer, offered);
  const controls = read.filter((one) => typeof one !== 'string');
  const problems = [...read.filter((one) => typeof one === 'string'), ...conflicts(controls)];
  return problems.length === 0 ? { controls } : defect(problems.join('\n'));
}

/** What the message quotes may be long, and a command may not. */
const defect = (message: string): Controls => ({
  controls: [],
  defect: { code: 'malformed_output', message: cutText(message, WORDS_LIMIT - 1) },
});

function readText(answer: SpokenAnswer, offered: readonly ControlName[]): Controls {
  const { purpose, text, calls, remaining } = answer;
  const isSaid = text.trim() !== '' && (calls.length === 0 || remaining === 0);
  const fact = isSaid ? factOfText(purpose, offered, text) : undefined;
  if (fact !== undefined) return { controls: [fact] };
  if (calls.length > 0) return readMisplaced(answer, offered);
  const said = isSaid ? 'The answer is text without a call' : 'The answer is empty';
  return defect(`${said}. Call ${offered.join(' or ')}.`);
}

/** Calls that say nothing to the coordination. */
function readMisplaced(
  { calls, remaining, isRepair = false }: SpokenAnswer,
  offered: readonly ControlName[],
): Controls {
  if (isRepair || offered.length === 0) return { controls: [] };
  const names = [...new Set(calls.map(({ name }) => name))].join(', ');
  if (calls.every(({ name }) => isControlName(name)))
    return defect(`${names} cannot be called now. Call ${offered.join(' or ')}.`);
  if (remaining > 0) return { controls: [] };
  return defect(`It was the last turn, and nobody would read what ${names} gives. Call ${offered.join(' or ')}.`);
}

function factOfText(purpose: string, offered: readonly ControlName[], text: string): ControlFact | undefined {
  const [name, ...others] = offered;
  if (others.length > 0) return undefined;
  if (name === 'submit_answer' && requiredFor(purpose, name).length === 1) {
    return { kind: name, index: 0, key: answerKey(text) };
  }
  return name === 'report' || name === 'revise' ? { kind: name, index: 0 } : undefined;
}

function conflicts(controls: readonly ControlFact[]): readonly string[] {
  const kinds = new Set(controls.map(({ kind }) => kind));
  const keys = new Set(controls.flatMap((control) => (control.kind === 'submit_answer' ? [control.key] : [])));
  const verdicts = new Set(controls.flatMap((control) => (control.kind === 'review' ? [control.accepted] : [])));
  return [
    ...(kinds.has('delegate') && (kinds.has('finish') || kinds.has('submit_answer'))
      ? ['Work was delegated and ended in one answer. Either call delegate, or finish or submit_answer.']
      : []),
    ...(kinds.has('revise') && kinds.has('finish')
      ? ['Findings were revised and left as they are in one answer. Either call revise or finish.']
      : []),
    ...(keys.size > 1 ? ['Different answers were submitted. Call submit_answer once.'] : []),
    ...(verdicts.size > 1 ? ['Both verdicts were given. Call review once.'] : []),
  ];
}
