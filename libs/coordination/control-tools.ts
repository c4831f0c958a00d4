import type { AgentId } from '#events';
import { controlNamesFor, type ControlName } from './control-name.js';
import type { ControlWording } from './prompts/prompt-set.js';
import { LATEST } from './prompts/versions.js';
import type { Member } from './view.js';

/** A control tool as a model is offered it; `parameters` is a JSON Schema. */
export interface ControlTool {
  readonly name: ControlName;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What an agent can say to the coordination in an activation of this purpose. A repair has the tools of the activation
 * that it repairs: pass the activation's purpose.
 */
export const controlToolsFor = (purpose: string, team: readonly Member[], self: AgentId): readonly ControlTool[] =>
  controlNamesFor(purpose).map((name) => {
    const { description, arguments: described } = wordingFor(purpose, name);
    const properties = Object.entries(described).map(([argument, meaning]): [string, object] => {
      const choice = choicesOf(argument, addressees(team, self));
      return [argument, { type: 'string', description: meaning, ...(choice === undefined ? {} : { enum: choice }) }];
    });
    const required = requiredFor(purpose, name);
    return { name, description, parameters: { type: 'object', properties: Object.fromEntries(properties), required } };
  });

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

function wordingFor(purpose: string, name: ControlName): ControlWording {
  const special: Readonly<Record<string, Partial<Record<ControlName, ControlWording>> | undefined>> = LATEST.controlsIn;
  return special[purpose]?.[name] ?? LATEST.controls[name];
}
