import { isObject, jsonOf, parsedJson, textOf, type Attributes, type AttributeValue } from '../otlp/attribute-value.js';
import type { Span, SpanEvent } from '../otlp/span.js';
import { firstText, SILENCE, speechIn, type AskedCall, type Speech } from './speech.js';

const WHOLE = ['gen_ai.output.messages', 'gcp.vertex.agent.llm_response', 'gen_ai.completion'] as const;
const CHOICE_EVENTS: ReadonlySet<string> = new Set([
  'gen_ai.choice',
  'gen_ai.assistant.message',
  'gen_ai.content.completion',
  'gen_ai.client.inference.operation.details',
]);

/** What the model said in this call: from whole messages, the AI SDK's fields, flat attributes, or events. */
export function answerIn(span: Span): Speech {
  const { attributes } = span;
  for (const read of [wholeAnswer, aiSdkAnswer, flatAnswer, rawAnswer]) {
    const answer = read(attributes);
    if (!isSilent(answer)) return answer;
  }
  return eventAnswer([...span.events, ...listedEvents(attributes)]);
}

const isSilent = ({ text, calls }: Speech): boolean => text === '' && calls.length === 0;

const wholeAnswer = (attributes: Attributes): Speech => speechIn(jsonOf(attributes, ...WHOLE));

function aiSdkAnswer(attributes: Attributes): Speech {
  const calls = speechIn(jsonOf(attributes, 'ai.response.toolCalls')).calls;
  return { ...SILENCE, text: textOf(attributes, 'ai.response.text') ?? '', calls };
}

const FLAT = ['llm.output_messages.', 'gen_ai.completion.'] as const;
const CALL_FIELD = /^(.*\btool_calls\.\d+)\.(?:tool_call\.)?(?:function\.)?(id|name|arguments)$/;
const TEXT_FIELD = /^\d+\.(?:message\.)?(?:content|contents\.\d+\.message_content\.text)$/;

/** Messages as indexed attributes: OpenInference's, and OpenLLMetry's of a year back. */
function flatAnswer(attributes: Attributes): Speech {
  const calls = new Map<string, Record<string, string>>();
  const texts: string[] = [];
  for (const [key, value] of attributes) {
    const prefix = FLAT.find((candidate) => key.startsWith(candidate));
    if (prefix === undefined || typeof value !== 'string') continue;
    const path = key.slice(prefix.length);
    const [, call, name] = CALL_FIELD.exec(path) ?? [];
    if (call !== undefined && name !== undefined) calls.set(call, { ...calls.get(call), [name]: value });
    else if (TEXT_FIELD.test(path)) texts.push(value);
  }
  return { ...SILENCE, text: texts.join('\n'), calls: [...calls.values()].flatMap(flatCall) };
}

const flatCall = ({ id, name, arguments: given }: Record<string, string>): readonly AskedCall[] =>
  name === undefined
    ? []
    : [{ ...(id !== undefined && { id }), name, ...(given !== undefined && { arguments: given }) }];

/** The vendor's response as it came, where nothing better is there. */
const rawAnswer = (attributes: Attributes): Speech => {
  const raw = jsonOf(attributes, 'output.value');
  return isObject(raw) ? speechIn(raw['output'] ?? raw) : SILENCE;
};

function eventAnswer(events: readonly SpanEvent[]): Speech {
  const choice = events.findLast(({ name }) => CHOICE_EVENTS.has(name));
  if (choice === undefined) return SILENCE;
  const { attributes } = choice;
  const whole = wholeAnswer(attributes);
  if (!isSilent(whole)) return whole;
  const message = attributes.get('message') ?? Object.fromEntries(attributes);
  return speechIn(typeof message === 'string' ? (parsedJson(message) ?? message) : message);
}

/** pydantic-ai of a year back keeps the events as JSON in an attribute. */
function listedEvents(attributes: Attributes): readonly SpanEvent[] {
  const events: AttributeValue | undefined = jsonOf(attributes, 'events');
  if (!Array.isArray(events)) return [];
  return events.filter(isObject).map((event: Readonly<Record<string, AttributeValue>>) => ({
    name: firstText(event, 'event.name') ?? '',
    attributes: new Map(Object.entries(event)),
  }));
}
