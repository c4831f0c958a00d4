import { isObject, jsonOf, textOf, type Attributes } from '../otlp/attribute-value.js';
import type { GraphNode } from './reading.js';

/** Where instrumentations that do not send LangChain's metadata as JSON send each field of it. */
const FIELDS = ['traceloop.association.properties.', 'langsmith.metadata.'] as const;
const ofField = (name: string): readonly string[] => FIELDS.map((prefix) => prefix + name);
const NAMESPACES = ofField('langgraph_checkpoint_ns');
const INTEGRATIONS = ofField('ls_integration');
const AGENTS = ofField('lc_agent_name');

/**
 * Where in a LangGraph the span is, from the checkpoint namespace `node:visit|node:visit` that LangChain's
 * instrumentations copy; undefined for a span of no graph.
 */
export function graphPathOf(attributes: Attributes): readonly GraphNode[] | undefined {
  const metadata = jsonOf(attributes, 'metadata');
  const inMetadata = isObject(metadata) ? metadata['langgraph_checkpoint_ns'] : undefined;
  const namespace = typeof inMetadata === 'string' ? inMetadata : textOf(attributes, ...NAMESPACES);
  if (namespace !== undefined) return namespace.split('|').filter(Boolean).map(graphNode);
  return isGraph(metadata, attributes) ? [] : undefined;
}

/** The agent that LangChain's metadata says is at work; what runs inside of one inherits it. */
export function graphAgentOf(attributes: Attributes): string | undefined {
  const metadata = jsonOf(attributes, 'metadata');
  const inMetadata = isObject(metadata) ? metadata['lc_agent_name'] : undefined;
  return typeof inMetadata === 'string' ? inMetadata : textOf(attributes, ...AGENTS);
}

const isGraph = (metadata: unknown, attributes: Attributes): boolean =>
  (metadata as { readonly ls_integration?: unknown } | undefined)?.ls_integration === 'langgraph' ||
  textOf(attributes, ...INTEGRATIONS) === 'langgraph';

function graphNode(segment: string): GraphNode {
  const colon = segment.indexOf(':');
  return colon < 0 ? { node: segment, visit: '' } : { node: segment.slice(0, colon), visit: segment.slice(colon + 1) };
}
