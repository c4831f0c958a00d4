import type { Span } from '../otlp/span.js';
import { teamIdOf } from '../reading/agent-runtime.js';
import { responseIdOf, sessionsOf } from '../reading/identity.js';
import { OPENINFERENCE_KIND } from '../reading/openinference.js';
import { readSpan } from '../reading/read-span.js';
import type { Role } from '../reading/reading.js';
import { toolArgumentsOf } from '../reading/tool-run.js';

/** All spans of one trace id, with what may join it to others. */
export interface Trace {
  readonly spans: readonly Span[];
  readonly resource: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Of the sessions that it names, and its own id. */
  readonly keys: readonly string[];
  /** Ids of the answers that its model calls got. */
  readonly responses: ReadonlySet<string>;
  /** Names of the agents at its roots. */
  readonly agents: readonly string[];
  readonly tools: readonly TracedTool[];
  /** Something of an agent, a model or a tool runs in it. */
  readonly works: boolean;
  /** A framework tells of work in it, though of no agent, model or tool. */
  readonly isTold: boolean;
  /** Lone model and tool calls, without anything around them. */
  readonly isFragment: boolean;
}

/** A run of a tool, during which another trace may have been made. */
export interface TracedTool {
  readonly name: string;
  readonly arguments?: string;
  readonly startMs: number;
  readonly endMs: number;
}

const WORKING: ReadonlySet<Role> = new Set(['model', 'tool', 'agent', 'handoff']);
const LONE: ReadonlySet<Role> = new Set(['model', 'tool', 'handoff']);

export function traceOf(unsorted: readonly Span[]): Trace {
  const spans = unsorted.toSorted((a, b) => a.startMs - b.startMs);
  const roles = spans.map((span) => readSpan(span).role);
  const sessions = new Set(
    spans.flatMap(({ attributes }) => [sessionsOf(attributes), teamIdOf(attributes) ?? []].flat()),
  );
  const resource = spans[0]?.resource ?? '';
  return {
    spans,
    resource,
    startMs: spans[0]?.startMs ?? 0,
    endMs: spans.reduce((end, span) => Math.max(end, span.endMs), 0),
    keys: [...sessions, spans[0]?.traceId ?? ''].map((id) => `${resource} ${id}`),
    responses: new Set(spans.flatMap(({ attributes }) => responseIdOf(attributes) ?? [])),
    agents: rootAgents(spans),
    tools: spans.flatMap(tracedTool),
    works: roles.some((role) => WORKING.has(role)),
    isTold:
      roles.includes('workflow') || spans.some(({ attributes }) => attributes.get(OPENINFERENCE_KIND) === 'CHAIN'),
    isFragment: roles.every((role) => LONE.has(role)),
  };
}

const rootAgents = (spans: readonly Span[]): readonly string[] =>
  spans.filter(({ parentId }) => parentId === undefined).flatMap((span) => readSpan(span).agent ?? []);

function tracedTool(span: Span): readonly TracedTool[] {
  const { tool } = readSpan(span);
  const given = toolArgumentsOf(span);
  return tool === undefined
    ? []
    : [
        {
          name: tool,
          ...(given !== undefined && { arguments: given }),
          startMs: span.startMs,
          endMs: span.endMs,
        },
      ];
}
