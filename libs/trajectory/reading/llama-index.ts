import { isObject, jsonOf, textOf } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';

const STEP = '.run_agent_step';
const CURRENT_AGENT = /current_agent_name='([^']+)'/;
const WORKFLOW_STEPS: ReadonlySet<string> = new Set(['BaseWorkflowAgent.task', 'AgentWorkflow.task']);

/**
 * LlamaIndex's agents have no spans of their own: each step is told whose it is, in what OpenInference shows of its
 * input, and OpenLLMetry, where every step is called the same, of its output.
 */
export function llamaIndexAgent({ name, attributes }: Span): string | undefined {
  if (name.endsWith(STEP)) return CURRENT_AGENT.exec(textOf(attributes, 'input.value') ?? '')?.[1];
  if (!WORKFLOW_STEPS.has(name)) return undefined;
  const output = jsonOf(attributes, 'traceloop.entity.output');
  if (!isObject(output) || output['response'] === undefined) return undefined;
  const agent = output['current_agent_name'];
  return typeof agent === 'string' ? agent : undefined;
}
