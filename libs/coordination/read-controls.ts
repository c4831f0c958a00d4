import { WORDS_LIMIT, type AgentId, type ControlFact, type Defect } from '#events';
import { answerKey } from './answer-key.js';
import { parseArguments, textArgument } from './control-arguments.js';
import { controlNamesFor, isControlName, type ControlName } from './control-name.js';
import { addressees, REQUIRED } from './control-tools.js';
import { cutText } from './part-text.js';
import type { Member } from './view.js';

/** A model's answer to one turn, every text loaded; `arguments` is JSON text as the model wrote it. */
export interface SpokenAnswer {
  /** That of the activation; a repair passes what it repairs. */
  readonly purpose: string;
  /** Turns that the activation has left after this one. */
  readonly remaining: number;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
  readonly team: readonly Member[];
  readonly self: AgentId;
}

/** What an answer says to the coordination; with a defect it says nothing. */
export interface Controls {
  readonly controls: readonly ControlFact[];
  readonly defect?: Defect;
}

/**
 * Reads an answer; never throws. Control calls count, tools called beside them do not. Without a control call:
 * - text alone is the answer (`solve`, `debate`, `synthesise`) or the report (`work`); so is text beside tool calls on
 *   the last turn, since nobody will read their results;
 * - text alone is a defect in `plan`, where musing and answering look the same and an answer would end the run;
 * - neither text nor calls are a defect, tool calls are an ordinary turn.
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

function readText({ text, calls, remaining }: SpokenAnswer, offered: readonly ControlName[]): Controls {
  const isSaid = text.trim() !== '' && (calls.length === 0 || remaining === 0);
  if (isSaid && offered.includes('report')) return { controls: [{ kind: 'report', index: 0 }] };
  if (isSaid && offered.includes('submit_answer') && !offered.includes('delegate')) {
    return { controls: [{ kind: 'submit_answer', index: 0, key: answerKey(text) }] };
  }
  if (calls.length > 0) return { controls: [] };
  const said = isSaid ? 'The answer is text without a call' : 'The answer is empty';
  return defect(`${said}. Call ${offered.join(' or ')}.`);
}

interface ControlCall {
  readonly name: ControlName;
  readonly text: string;
  readonly index: number;
}

/** The fact that a call states, or what is wrong with it. */
function readCall({ team, self }: SpokenAnswer, call: ControlCall): ControlFact | string {
  const parsed = parseArguments(call.text);
  if ('problem' in parsed) return problem(call, parsed.problem);
  const required = REQUIRED[call.name];
  const texts = required.map((argument) => textArgument(parsed.values, argument));
  const missing = required.filter((_, position) => texts[position] === undefined);
  if (missing.length > 0) return problem(call, `${missing.join(' and ')} must be given, as text that is not empty`);
  const [first = ''] = texts;
  return factOf(call, first, addressees(team, self));
}

/** `first` is the first argument that the call must have. */
function factOf(call: ControlCall, first: string, workers: readonly AgentId[]): ControlFact | string {
  const { name, index } = call;
  switch (name) {
    case 'delegate': {
      const to = workers.find((worker) => worker === first.trim());
      if (to !== undefined) return { kind: 'delegate', index, to };
      return problem(call, `to must be one of ${workers.join(', ')}, not "${cutText(first, 80)}"`);
    }
    case 'submit_answer':
      return { kind: 'submit_answer', index, key: answerKey(first) };
    case 'report':
    case 'finish':
      return { kind: name, index };
  }
}

const problem = ({ name, index }: ControlCall, what: string): string =>
  `Call ${index}, ${name}: ${what}. Call ${name} again with ${shapeOf(name)}.`;

const shapeOf = (name: ControlName): string =>
  `{${REQUIRED[name].map((argument) => `"${argument}": "..."`).join(', ')}}`;

function conflicts(controls: readonly ControlFact[]): readonly string[] {
  const kinds = new Set(controls.map(({ kind }) => kind));
  const keys = new Set(controls.flatMap((control) => (control.kind === 'submit_answer' ? [control.key] : [])));
  return [
    ...(kinds.has('delegate') && (kinds.has('finish') || kinds.has('submit_answer'))
      ? ['Work was delegated and ended in one answer. Either call delegate, or finish or submit_answer.']
      : []),
    ...(keys.size > 1 ? ['Different answers were submitted. Call submit_answer once.'] : []),
  ];
}
