import { textOf } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';
import { graphPathOf } from './graph-path.js';
import { llamaIndexAgent } from './llama-index.js';
import type { Handoff, Reading, Role } from './reading.js';
import { afterWord, agentInBrackets, beforeMethod, toolInName } from './span-name.js';

export const OPENINFERENCE_KIND = 'openinference.span.kind';

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['LLM', 'model'],
  ['TOOL', 'tool'],
  ['AGENT', 'agent'],
]);

/** OpenInference: the kind says the role. */
export function readOpenInference(span: Span): Reading {
  const graphPath = graphPathOf(span.attributes);
  const kind = textOf(span.attributes, OPENINFERENCE_KIND)?.toUpperCase() ?? '';
  const role = ROLES.get(kind) ?? 'step';
  return { family: 'openinference', ...(graphPath && { graphPath }), ...readRole(span, role, graphPath !== undefined) };
}

/** In a LangGraph, AGENT marks a node by its name and says nothing. */
function readRole(
  span: Span,
  role: Role,
  isInGraph: boolean,
): Pick<Reading, 'role' | 'agent' | 'vague' | 'tool' | 'handoff'> {
  if (role === 'tool') return readTool(span);
  const stepper = llamaIndexAgent(span);
  if (stepper !== undefined) return { role: 'agent', agent: stepper };
  return { role: role === 'agent' && isInGraph ? 'step' : role, ...agentOf(span, role) };
}

function readTool(span: Span): Pick<Reading, 'role' | 'agent' | 'tool' | 'handoff'> {
  const handoff = handoffOf(span);
  if (handoff !== undefined) return { role: 'handoff', handoff };
  const tool = textOf(span.attributes, 'tool.name', 'gen_ai.tool.name') ?? toolInName(span.name);
  return { role: 'tool', tool, ...agentOf(span, 'tool') };
}

function agentOf({ attributes, name }: Span, role: Role): Pick<Reading, 'agent' | 'vague'> {
  const named = textOf(attributes, 'agent.name', 'gen_ai.agent.name', 'agent_name', 'graph.node.id');
  if (named !== undefined) return { agent: named };
  if (role !== 'agent') return {};
  const told = agentInBrackets(name) ?? afterWord(name, 'invoke_agent');
  if (told !== undefined) return { agent: told };
  const holder = beforeMethod(name);
  return holder === undefined ? { agent: name } : { agent: holder, vague: true };
}

/** The OpenAI Agents SDK's handoffs: a tool span `handoff to X`, the giving agent in, the taking one out. */
function handoffOf({ attributes, name }: Span): Handoff | undefined {
  const target = afterWord(name, 'handoff to');
  if (target === undefined) return undefined;
  const from = textOf(attributes, 'input.value');
  return { to: target, ...(from !== undefined && !from.startsWith('{') && { from }) };
}
