import { jsonOf, textOf, type Attributes } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';
import { saysFailed } from './says-failed.js';
import { speechIn, type CallAnswer } from './speech.js';

const WHOLE = ['gen_ai.input.messages', 'ai.prompt.messages', 'gcp.vertex.agent.llm_request'] as const;
const FLAT_ROLE = /^(llm\.input_messages\.\d+\.message|gen_ai\.prompt\.\d+)\.role$/;

/** What came back for calls, as the next prompt tells the model. */
export function answersHeard({ attributes, events }: Span): readonly CallAnswer[] {
  const whole = WHOLE.flatMap((key) => speechIn(jsonOf(attributes, key)).answers);
  const told = events
    .filter(({ name }) => name === 'gen_ai.tool.message')
    .map((event) => toolMessage(event.attributes));
  return [...whole, ...flatAnswers(attributes), ...told];
}

function flatAnswers(attributes: Attributes): readonly CallAnswer[] {
  const answers: CallAnswer[] = [];
  for (const [key, role] of attributes) {
    const [, message] = role === 'tool' ? (FLAT_ROLE.exec(key) ?? []) : [];
    if (message === undefined) continue;
    const text = textOf(attributes, `${message}.content`) ?? '';
    answers.push(answer(text, textOf(attributes, `${message}.tool_call_id`)));
  }
  return answers;
}

const toolMessage = (attributes: Attributes): CallAnswer =>
  answer(textOf(attributes, 'content') ?? '', textOf(attributes, 'id'));

const answer = (text: string, id: string | undefined): CallAnswer => ({
  ...(id !== undefined && { id }),
  text,
  failed: saysFailed(text),
});
