import type { AttributeDefinition, SpanSubject } from '../attribute-definition.js';
import { definitionOf, isAttributeName } from '../attributes.js';
import type { Attributes, AttributeValue } from '../attributes.js';
import { GEN_AI_SUBJECTS } from '../attribute-definition.js';
import { PARLEY } from '../parley-attributes.js';
import { SEMCONV } from '../semconv.js';
import type { SpanData } from '../span-data.js';

type Carrier = SpanSubject | 'link';

/** What a span breaks of the conventions' rules and of ours; empty for a good one. */
export function violationsOf(span: SpanData): readonly string[] {
  const subject = span.attributes['parley.span'];
  if (subject === undefined) return [`${span.name}: parley.span is missing`];
  return [
    ...attributeViolations(subject, span.attributes),
    ...span.links.flatMap(({ attributes }) => attributeViolations('link', attributes)),
    ...conditionViolations(subject, span),
    ...formViolations(subject, span),
  ].map((violation) => `${span.name}: ${violation}`);
}

function attributeViolations(carrier: Carrier, attributes: Attributes): readonly string[] {
  const present = Object.entries(attributes).flatMap(([name, value]) => valueViolations(carrier, name, value));
  const needed = Object.entries<AttributeDefinition>({ ...SEMCONV, ...PARLEY })
    .filter(([, { on, when }]) => on[carrier] === 'required' || (on[carrier] === 'conditional' && when === undefined))
    .filter(([name]) => !Object.hasOwn(attributes, name))
    .map(([name]) => `${name} is missing`);
  return [...present, ...needed];
}

function valueViolations(carrier: Carrier, name: string, value: AttributeValue): readonly string[] {
  if (!isAttributeName(name)) return [`${name} is not declared`];
  const { on, type, values } = definitionOf(name);
  return [
    ...(on[carrier] === undefined ? [`${name} does not belong on ${carrier}`] : []),
    ...(hasType(type, value) ? [] : [`${name} is no ${type}: ${JSON.stringify(value)}`]),
    ...(values === undefined || values.includes(String(value)) ? [] : [`${name} has no value ${String(value)}`]),
  ];
}

function hasType(type: AttributeDefinition['type'], value: AttributeValue): boolean {
  if (type === 'int') return Number.isSafeInteger(value);
  if (type === 'double') return Number.isFinite(value);
  if (type === 'string[]') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}

function conditionViolations(subject: SpanSubject, { attributes, status }: SpanData): readonly string[] {
  const has = (name: keyof Attributes): boolean => attributes[name] !== undefined;
  const same = (one: boolean, other: boolean, rule: string) => (one === other ? [] : [rule]);
  const within = (parts: readonly (number | undefined)[], whole: number | undefined, rule: string) =>
    parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) <= (whole ?? Infinity) ? [] : [rule];
  return [
    ...same(has('error.type'), status.code === 'error', 'error.type and status ERROR go together'),
    ...same(has('server.address'), has('server.port'), 'server.port and server.address go together'),
    ...same(
      has('gen_ai.request.stream'),
      has('gen_ai.response.time_to_first_chunk'),
      'only streams have a time to the first chunk',
    ),
    ...same(
      has('parley.discard.reason'),
      attributes['parley.attempt.outcome'] === 'discarded',
      'only discarded calls have a reason for it',
    ),
    ...same(
      isGenAi(subject) || subject === 'diagnosis',
      Object.keys(attributes).some((name) => name.startsWith('gen_ai.')),
      'gen_ai.* stands on GenAI spans and verdicts alone',
    ),
    ...within(
      [attributes['gen_ai.usage.cache_read.input_tokens'], attributes['gen_ai.usage.cache_write.input_tokens']],
      attributes['gen_ai.usage.input_tokens'],
      'input includes what was cached',
    ),
    ...within(
      [attributes['gen_ai.usage.reasoning.output_tokens']],
      attributes['gen_ai.usage.output_tokens'],
      'output includes reasoning',
    ),
  ];
}

const isGenAi = (subject: SpanSubject): boolean => GEN_AI_SUBJECTS.some((one) => one === subject);

function formViolations(subject: SpanSubject, span: SpanData): readonly string[] {
  return [
    ...(isGenAi(subject) ? nameViolations(subject, span) : []),
    ...(span.kind === (subject === 'model_call' ? 'client' : 'internal') ? [] : [`kind ${span.kind}`]),
    ...(subject === 'run' || span.parentSpanId !== undefined ? [] : ['only the run may have no parent']),
    ...(span.endMs >= span.startMs ? [] : ['it ends before it starts']),
    ...idViolations(span),
  ];
}

function nameViolations(subject: SpanSubject, { name, attributes }: SpanData): readonly string[] {
  const about = {
    run: attributes['gen_ai.agent.name'],
    activation: attributes['gen_ai.agent.name'],
    model_call: attributes['gen_ai.request.model'],
    tool_call: attributes['gen_ai.tool.name'],
  };
  const expected = `${attributes['gen_ai.operation.name']} ${about[subject as keyof typeof about]}`;
  return name === expected ? [] : [`the name should be ${expected}`];
}

function idViolations({ traceId, spanId, parentSpanId, links }: SpanData): readonly string[] {
  const ids = [spanId, ...(parentSpanId === undefined ? [] : [parentSpanId]), ...links.map((link) => link.spanId)];
  return [
    ...(/^[0-9a-f]{32}$/.test(traceId) ? [] : [`trace id ${traceId}`]),
    ...ids.filter((id) => !/^[0-9a-f]{16}$/.test(id)).map((id) => `span id ${id}`),
  ];
}
