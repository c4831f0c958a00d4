import { textOf } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';

/** What frameworks raise to pass control on: it stands on spans as an error and is none. */
const SIGNALS =
  /\b(?:ParentCommand|GraphInterrupt|GraphBubbleUp|NodeInterrupt|GeneratorExit|StopIteration|StopAsyncIteration)\b|^\s*Command\(/;

export function isControlFlow({ error, attributes, events }: Span): boolean {
  if (error !== undefined && SIGNALS.test(error.message.slice(0, HEAD))) return true;
  if (SIGNALS.test(textOf(attributes, 'error.type') ?? '')) return true;
  return events.some(
    (event) => event.name === 'exception' && SIGNALS.test(textOf(event.attributes, 'exception.type') ?? ''),
  );
}

const HEAD = 300;

/** The span ended by an error that is one. */
export const hasFailed = (span: Span): boolean =>
  (span.error !== undefined || textOf(span.attributes, 'error.type') !== undefined) && !isControlFlow(span);

const LONGEST = 200;

/** One line of what went wrong. */
export function failureText({ error, events, attributes }: Span): string {
  const exception = events.find(({ name }) => name === 'exception')?.attributes;
  const texts = [
    error?.message,
    exception && textOf(exception, 'exception.message', 'exception.type'),
    textOf(attributes, 'error.message', 'error.type'),
  ];
  const text = texts.find((candidate) => candidate !== undefined && candidate !== '') ?? '';
  return (text.trim().split('\n')[0] ?? '').slice(0, LONGEST);
}
