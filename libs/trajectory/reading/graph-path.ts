import { isObject, jsonOf, textOf, type Attributes } from '../otlp/attribute-value.js';
import type { GraphNode } from './reading.js';

const OF_OPENLLMETRY = 'traceloop.association.properties.';

/**
 * Where in a LangGraph the span is, from the checkpoint namespace `node:visit|node:visit` that LangChain's
 * instrumentations copy; undefined for a span of no graph.
 */
export function graphPathOf(attributes: Attributes): readonly GraphNode[] | undefined {
  const metadata = jsonOf(attributes, 'metadata');
  const inMetadata = isObject(metadata) ? metadata['langgraph_checkpoint_ns'] : undefined;
  const namespace =
    typeof inMetadata === 'string' ? inMetadata : textOf(attributes, `${OF_OPENLLMETRY}langgraph_checkpoint_ns`);
  if (namespace !== undefined) return namespace.split('|').filter(Boolean).map(graphNode);
  return isGraph(metadata, attributes) ? [] : undefined;
}

const isGraph = (metadata: unknown, attributes: Attributes): boolean =>
  (metadata as { readonly ls_integration?: unknown } | undefined)?.ls_integration === 'langgraph' ||
  attributes.get(`${OF_OPENLLMETRY}ls_integration`) === 'langgraph';

function graphNode(segment: string): GraphNode {
  const colon = segment.indexOf(':');
  return colon < 0 ? { node: segment, visit: '' } : { node: segment.slice(0, colon), visit: segment.slice(colon + 1) };
}
