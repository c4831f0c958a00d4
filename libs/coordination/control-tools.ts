import type { AgentId, ResolvedSystem } from '#events';
import { purposesOf } from './agent-purposes.js';
import { controlNamesFor, type ControlName } from './control-name.js';
import type { ControlWording } from './prompts/prompt-set.js';
import { LATEST } from './prompts/versions.js';
import type { Member, Purpose } from './view.js';

/** A control tool as a model is offered it; `parameters` is a JSON Schema. */
export interface ControlTool {
  readonly name: ControlName;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * All that an agent can ever say to the coordination in a run, whatever it has the floor for: a list that changed from
 * turn to turn would void the vendor's cache of everything behind it, and newer models refuse reasoning that comes back
 * behind other tools. What counts now is `controlNamesFor` the activation's purpose.
 */
export function controlToolsOf(
  system: Pick<ResolvedSystem, 'agents' | 'prompts'>,
  { agentId, role }: Member,
): readonly ControlTool[] {
  const purposes = purposesOf(role, system);
  return ORDER.flatMap((name) => {
    const offering = purposes.filter((purpose) => controlNamesFor(purpose).includes(name));
    return offering.length === 0 ? [] : [controlTool(name, offering, addressees(system.agents, agentId))];
  });
}

/** What an agent mostly ends its work by comes last: readers of broken calls take it for meant. */
const ORDER: readonly ControlName[] = ['delegate', 'finish', 'revise', 'review', 'report', 'submit_answer'];

/** Only what every purpose requires is required by the schema; `readControls` knows what each does. */
function controlTool(name: ControlName, purposes: readonly Purpose[], workers: readonly AgentId[]): ControlTool {
  const { description, arguments: described } = wordingFor(purposes, name);
  const properties = Object.entries(described).map(([argument, meaning]): [string, object] => {
    const choice = choicesOf(argument, workers);
    return [argument, { type: 'string', description: meaning, ...(choice === undefined ? {} : { enum: choice }) }];
  });
  const required = REQUIRED[name].filter((argument) =>
    purposes.every((purpose) => requiredFor(purpose, name).includes(argument)),
  );
  return { name, description, parameters: { type: 'object', properties: Object.fromEntries(properties), required } };
}

/** Whom a delegating agent may address. */
export const addressees = (team: readonly Member[], self: AgentId): readonly AgentId[] =>
  team.filter(({ agentId, role }) => role === 'worker' && agentId !== self).map(({ agentId }) => agentId);

const REQUIRED: Readonly<Record<ControlName, readonly string[]>> = {
  delegate: ['to', 'brief'],
  report: ['findings'],
  submit_answer: ['answer'],
  finish: [],
  revise: ['findings'],
  review: ['verdict', 'reason'],
};

/** Arguments without which a call says nothing, in the order in which they are offered. */
export const requiredFor = (purpose: string, name: ControlName): readonly string[] =>
  purpose === 'account' && name === 'submit_answer' ? ['answer', 'account'] : REQUIRED[name];

/** What a `verdict` can be. */
export const VERDICTS: readonly string[] = ['accept', 'object'];

function choicesOf(argument: string, workers: readonly AgentId[]): readonly string[] | undefined {
  if (argument === 'to') return workers;
  return argument === 'verdict' ? VERDICTS : undefined;
}

/** Where one of the purposes has a meaning of its own for the control, that says the most. */
function wordingFor(purposes: readonly Purpose[], name: ControlName): ControlWording {
  const special = purposes.flatMap((purpose) => LATEST.controlsIn[purpose]?.[name] ?? []);
  return special[0] ?? LATEST.controls[name];
}
