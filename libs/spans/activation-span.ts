import type { ResolvedAgent } from '#events';
import type { Attributes } from './attributes.js';
import { endedSpan, type SpanError } from './ended-span.js';
import type { OpenActivation, OpenTrace } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { totalAttributes } from './totals.js';

export interface ActivationEnd {
  readonly outcome: NonNullable<Attributes['parley.activation.outcome']>;
  readonly endMs: number;
  readonly error?: SpanError;
}

/** An agent's stretch of work, with a link for every message that its turns were shown for the first time. */
export function activationSpan(trace: OpenTrace, activation: OpenActivation, end: ActivationEnd): SpanData {
  const { agent, links } = activation;
  return endedSpan(trace, {
    subject: 'activation',
    spanId: activation.spanId,
    name: agent.agentId,
    startMs: activation.startMs,
    endMs: end.endMs,
    attributes: [
      {
        'gen_ai.agent.name': agent.agentId,
        'gen_ai.request.model': onlyModelOf(agent),
        'parley.agent.id': agent.agentId,
        'parley.agent.role': agent.role,
        'parley.activation.id': activation.id,
        'parley.activation.outcome': end.outcome,
        'parley.round': activation.round,
        'parley.purpose': activation.purpose,
        'parley.messages.received': links.length,
      },
      totalAttributes(activation.totals),
    ],
    links,
    error: end.error,
  });
}

const onlyModelOf = ({ model }: ResolvedAgent): string | undefined =>
  model.fallbacks === undefined || model.fallbacks.length === 0 ? model.model : undefined;
