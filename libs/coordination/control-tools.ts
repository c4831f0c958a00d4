import type { AgentId } from '#events';
import { controlNamesFor, type ControlName } from './control-name.js';
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
  controlNamesFor(purpose).map((name) => ({
    name,
    description: LATEST.controls[name].description,
    parameters: parametersOf(name, addressees(team, self)),
  }));

/** Whom a delegating agent may address. */
export const addressees = (team: readonly Member[], self: AgentId): readonly AgentId[] =>
  team.filter(({ agentId, role }) => role === 'worker' && agentId !== self).map(({ agentId }) => agentId);

/** Arguments without which a call says nothing, in the order in which they are offered. */
export const REQUIRED: Readonly<Record<ControlName, readonly string[]>> = {
  delegate: ['to', 'brief'],
  report: ['findings'],
  submit_answer: ['answer'],
  finish: [],
};

function parametersOf(name: ControlName, workers: readonly AgentId[]): ControlTool['parameters'] {
  const described = Object.entries(LATEST.controls[name].arguments);
  const properties = described.map(([argument, description]) => {
    const choice = argument === 'to' ? { enum: workers } : {};
    return [argument, { type: 'string', description, ...choice }];
  });
  return { type: 'object', properties: Object.fromEntries(properties), required: REQUIRED[name] };
}
