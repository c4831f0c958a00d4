import { textOf, type Attributes } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';
import { graphPathOf } from './graph-path.js';
import { llamaIndexAgent } from './llama-index.js';
import type { Family, Handoff, Reading, Role } from './reading.js';
import { afterWord, agentInBrackets, beforeMethod, endsOfArrow, toolInName } from './span-name.js';

const BY_OPERATION: ReadonlyMap<string, Role> = new Map([
  ['chat', 'model'],
  ['text_completion', 'model'],
  ['completion', 'model'],
  ['generate_content', 'model'],
  ['response', 'model'],
  ['responses', 'model'],
  ['chat.completions', 'model'],
  ['text.completions', 'model'],
  ['execute_tool', 'tool'],
  ['invoke_agent', 'agent'],
  ['invoke_swarm', 'workflow'],
  ['invoke_graph', 'workflow'],
  ['invoke_workflow', 'workflow'],
  ['create_agent', 'setup'],
  ['handoff', 'handoff'],
  ['agent_handoff', 'handoff'],
  // Mastra's own of a year back.
  ['agent.run', 'agent'],
  ['tool.execute', 'tool'],
]);

const BY_TRACELOOP_KIND: ReadonlyMap<string, Role> = new Map([
  ['workflow', 'workflow'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['handoff', 'handoff'],
]);

const MODEL_REQUESTS: ReadonlySet<string> = new Set(['chat', 'completion']);

/** Google's ADK puts this span for show beside the tools that really ran. */
const MERGED_TOOLS = '(merged tools)';

/** OpenTelemetry's GenAI conventions, now and a year back, and OpenLLMetry's, which became those. */
export function readSemantic(span: Span): Reading {
  const { attributes } = span;
  const graphPath = graphPathOf(attributes);
  const stepper = llamaIndexAgent(span);
  if (stepper !== undefined) return { ...familyOf(attributes), role: 'agent', agent: stepper };
  const role = roleOf(span);
  const tool = role === 'tool' ? toolOf(span) : undefined;
  if (tool === MERGED_TOOLS) return { role: 'step' };
  return {
    ...familyOf(attributes),
    role: role === 'agent' && graphPath !== undefined && graphPath.length > 0 ? 'step' : role,
    ...agentOf(span, role),
    ...(tool !== undefined && { tool }),
    ...(role === 'handoff' && { handoff: handoffOf(span) }),
    ...(graphPath && { graphPath }),
    ...labelOf(attributes),
  };
}

function labelOf(attributes: Attributes): Pick<Reading, 'label'> {
  const label = textOf(attributes, 'traceloop.entity.name', 'gen_ai.task.name');
  return label === undefined ? {} : { label };
}

function familyOf(attributes: Attributes): { readonly family?: Family } {
  let semantic = false;
  for (const key of attributes.keys()) {
    if (key.startsWith('traceloop.') || key === 'llm.request.type') return { family: 'openllmetry' };
    semantic ||= key.startsWith('gen_ai.');
  }
  return semantic ? { family: 'gen_ai' } : {};
}

function roleOf(span: Span): Role {
  const { attributes } = span;
  const operation = textOf(attributes, 'gen_ai.operation.name')?.toLowerCase();
  if (operation !== undefined) return BY_OPERATION.get(operation) ?? roleOfOther(attributes);
  const kind = BY_TRACELOOP_KIND.get(textOf(attributes, 'traceloop.span.kind')?.toLowerCase() ?? '');
  if (kind !== undefined) return kind;
  if (MODEL_REQUESTS.has(textOf(attributes, 'llm.request.type') ?? '')) return 'model';
  return roleWithoutOperation(span);
}

/** Of an operation that the conventions do not know. */
const roleOfOther = (attributes: Attributes): Role =>
  textOf(attributes, 'gen_ai.tool.name') === undefined ? 'step' : 'tool';

/** Before there was an operation's name: Google's ADK and pydantic-ai of a year back. */
function roleWithoutOperation({ attributes, name }: Span): Role {
  if (textOf(attributes, 'gen_ai.tool.name', 'tool.name') !== undefined) return 'tool';
  if (textOf(attributes, 'gen_ai.handoff.to_agent') !== undefined) return 'handoff';
  if (textOf(attributes, 'gen_ai.agent.name', 'agent_name') !== undefined) return 'agent';
  if (agentInBrackets(name) !== undefined) return 'agent';
  return textOf(attributes, 'gen_ai.request.model') === undefined ? 'step' : 'model';
}

function agentOf({ attributes, name }: Span, role: Role): Pick<Reading, 'agent'> {
  const named = textOf(attributes, 'gen_ai.agent.name', 'agent_name', 'crewai.agent.role');
  const agent = named ?? (role === 'agent' ? agentInName(attributes, name) : undefined);
  return agent === undefined ? {} : { agent };
}

const agentInName = (attributes: Attributes, name: string): string | undefined =>
  textOf(attributes, 'traceloop.entity.name', 'gen_ai.agent.id') ??
  otherThan(
    textOf(attributes, 'gen_ai.request.model'),
    agentInBrackets(name) ?? afterWord(name, 'invoke_agent') ?? beforeMethod(name),
  );

const otherThan = (model: string | undefined, name: string | undefined): string | undefined =>
  name === model ? undefined : name;

const toolOf = ({ attributes, name }: Span): string =>
  textOf(attributes, 'gen_ai.tool.name', 'tool.name', 'traceloop.entity.name') ?? toolInName(name);

function handoffOf({ attributes, name }: Span): Handoff {
  const from = textOf(attributes, 'gen_ai.handoff.from_agent', 'gen_ai.handoff.from_agent.name');
  const to = textOf(attributes, 'gen_ai.handoff.to_agent', 'gen_ai.handoff.to_agent.name');
  return {
    ...endsOfArrow(name),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
