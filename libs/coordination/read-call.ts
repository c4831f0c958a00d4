import type { AgentId, ControlFact } from '#events';
import { unaccounted } from './account.js';
import { answerKey } from './answer-key.js';
import { parseArguments, textArgument } from './control-arguments.js';
import type { ControlName } from './control-name.js';
import { addressees, requiredFor, VERDICTS } from './control-tools.js';
import { cutText } from './part-text.js';
import type { Member } from './view.js';

/** A call of a control tool as the model wrote it; `text` is the JSON of its arguments, `index` its place from 1. */
export interface ControlCall {
  readonly name: ControlName;
  readonly text: string;
  readonly index: number;
}

/** What a call is read against. */
interface Caller {
  readonly purpose: string;
  readonly team: readonly Member[];
  readonly self: AgentId;
  readonly heard?: readonly AgentId[];
}

/** The fact that a call states, or what is wrong with it and how to call instead. */
export function readCall(caller: Caller, call: ControlCall): ControlFact | string {
  const required = requiredFor(caller.purpose, call.name);
  const problem = (what: string): string => {
    const shape = required.map((argument) => `"${argument}": "..."`).join(', ');
    return `Call ${call.index}, ${call.name}: ${what}. Call ${call.name} again with {${shape}}.`;
  };
  const parsed = parseArguments(call.text);
  if ('problem' in parsed) return problem(parsed.problem);
  const texts = required.flatMap((argument) => textArgument(parsed.values, argument) ?? []);
  const missing = required.filter((argument) => textArgument(parsed.values, argument) === undefined);
  if (missing.length > 0) return problem(`${missing.join(' and ')} must be given, as text that is not empty`);
  const fact = factOf(caller, call, texts);
  return 'wrong' in fact ? problem(fact.wrong) : fact;
}

interface Wrong {
  readonly wrong: string;
}

/** `given` are the arguments that the call must have, in their order. */
function factOf(caller: Caller, call: ControlCall, [first = '', second = '']: readonly string[]): ControlFact | Wrong {
  const { name, index } = call;
  switch (name) {
    case 'delegate':
      return delegation(addressees(caller.team, caller.self), index, first);
    case 'submit_answer':
      return submission(caller, index, { answer: first, account: second });
    case 'review':
      return verdict(index, first.trim().toLowerCase());
    case 'report':
    case 'finish':
    case 'revise':
      return { kind: name, index };
  }
}

interface Submission {
  readonly answer: string;
  readonly account: string;
}

function submission(caller: Caller, index: number, { answer, account }: Submission): ControlFact | Wrong {
  const silent = caller.purpose === 'account' ? unaccounted(account, caller.heard ?? []) : [];
  if (silent.length === 0) return { kind: 'submit_answer', index, key: answerKey(answer) };
  const lines = silent.join(', and one with ');
  return { wrong: `account must have a line that begins with ${lines}, and says what became of its findings` };
}

function delegation(workers: readonly AgentId[], index: number, named: string): ControlFact | Wrong {
  const to = workers.find((worker) => worker === named.trim());
  if (to !== undefined) return { kind: 'delegate', index, to };
  return { wrong: `to must be one of ${workers.join(', ')}, not "${cutText(named, 80)}"` };
}

function verdict(index: number, given: string): ControlFact | Wrong {
  if (VERDICTS.includes(given)) return { kind: 'review', index, accepted: given === 'accept' };
  return { wrong: `verdict must be ${VERDICTS.join(' or ')}, not "${cutText(given, 80)}"` };
}
