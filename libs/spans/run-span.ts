import type { EventOf, TerminalType } from '#events';
import type { AttributePart } from './attributes.js';
import { endedSpan } from './ended-span.js';
import type { OpenTrace } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { totalAttributes } from './totals.js';

export type RunEnd = { [T in TerminalType]: EventOf<T> }[TerminalType];

/** The whole run; the client's span is its parent where the client sent one. */
export function runSpan(trace: OpenTrace, end: RunEnd): SpanData {
  const { time, data } = trace.started;
  const span = endedSpan(trace, {
    subject: 'run',
    spanId: trace.spanId,
    name: data.system.name,
    startMs: time,
    endMs: end.time,
    attributes: [
      startAttributes(trace.started),
      endAttributes(end),
      { 'parley.total.messages': trace.messages },
      totalAttributes(trace.totals),
    ],
    error: end.type === 'RunFailed' ? { type: end.data.code, message: end.data.message } : undefined,
  });
  return data.parentSpanId === undefined ? span : { ...span, parentSpanId: data.parentSpanId };
}

const startAttributes = ({ tenant, data }: EventOf<'RunStarted'>): AttributePart => ({
  'gen_ai.agent.name': data.system.name,
  'parley.tenant': tenant,
  'parley.architecture': data.system.architecture,
  'parley.system.hash': data.systemHash,
  'parley.task.hash': data.taskHash,
  'parley.comparison.id': data.comparisonId,
  'parley.rehearsed': data.rehearsed,
});

function endAttributes(end: RunEnd): AttributePart {
  switch (end.type) {
    case 'RunCompleted':
      return {
        'parley.run.outcome': 'completed',
        'parley.run.because': end.data.because,
        'parley.run.budget': end.data.budget,
      };
    case 'RunFailed':
      return { 'parley.run.outcome': 'failed', 'parley.run.budget': end.data.budget };
    case 'RunCancelled':
      return { 'parley.run.outcome': 'cancelled' };
  }
}
