/** Whose words the spans are in. */
export const DIALECTS = ['gen_ai', 'openinference', 'openllmetry', 'ai_sdk'] as const;
export type Dialect = (typeof DIALECTS)[number];

type Value = string | number | readonly string[];
type SpanAttributes = Readonly<Record<string, Value>>;

export interface SpanOptions {
  readonly parent?: string | undefined;
  /** Milliseconds from the start of the trace. */
  readonly at?: number;
  readonly for?: number;
  readonly error?: string;
  readonly scope?: string;
  readonly trace?: string;
  readonly attributes?: SpanAttributes;
}

export interface CallOptions extends SpanOptions {
  /** Input and output tokens; 100 and 10 unless told otherwise, null for none. */
  readonly usage?: readonly [number, number] | null;
  readonly says?: string;
  /** Names of the tools that the answer asks for. */
  readonly asks?: readonly string[];
  /** The agent that the model's own span names. */
  readonly agent?: string;
  /** The span's own name. */
  readonly name?: string;
}

/** Writes spans in one dialect, each in its place and time; ids are returned. */
export interface SpanScript {
  agent(name: string, options?: SpanOptions): string;
  model(options?: CallOptions): string;
  tool(name: string, options?: SpanOptions & { readonly given?: string; readonly result?: string }): string;
  step(name: string, options?: SpanOptions): string;
  /** As an OTLP request in JSON. */
  payload(): { readonly resourceSpans: readonly unknown[] };
}

const EPOCH_MS = 1_767_225_600_000;

/** Span ids are numbered from `firstId`. */
export function spanScript(dialect: Dialect, firstId = 1): SpanScript {
  const spans: { readonly scope: string; readonly span: object }[] = [];
  const words = WORDS[dialect];

  function add(name: string, own: SpanAttributes, options: SpanOptions): string {
    const { parent, at = spans.length * 10, error, scope = dialect, trace = '1' } = options;
    const spanId = (spans.length + firstId).toString(16).padStart(16, '0');
    const span = {
      traceId: trace.padStart(32, '0'),
      spanId,
      ...(parent !== undefined && { parentSpanId: parent }),
      name,
      kind: 1,
      startTimeUnixNano: nanos(EPOCH_MS + at),
      endTimeUnixNano: nanos(EPOCH_MS + at + (options.for ?? 5)),
      attributes: Object.entries({ ...own, ...options.attributes }).map(([key, value]) => ({
        key,
        value: otlp(value),
      })),
      status: error === undefined ? {} : { code: 2, message: error },
    };
    spans.push({ scope, span });
    return spanId;
  }

  return {
    agent: (name, options = {}) => add(`${name}.run`, words.agent(name), options),
    model: (options = {}) => add(options.name ?? 'call', words.model(options), options),
    tool: (name, options = {}) => add(`execute_tool ${name}`, words.tool(name, options), options),
    step: (name, options = {}) => add(name, words.step, options),
    payload: () => ({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'tests' } }] },
          scopeSpans: [...Map.groupBy(spans, ({ scope }) => scope)].map(([name, own]) => ({
            scope: { name },
            spans: own.map(({ span }) => span),
          })),
        },
      ],
    }),
  };
}

const nanos = (ms: number): string => `${Math.round(ms * 1000)}000`;

function otlp(value: Value): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { intValue: String(value) };
  return { arrayValue: { values: value.map((stringValue) => ({ stringValue })) } };
}

interface Words {
  readonly agent: (name: string) => SpanAttributes;
  readonly model: (options: CallOptions) => SpanAttributes;
  readonly tool: (name: string, options: { readonly given?: string; readonly result?: string }) => SpanAttributes;
  readonly step: SpanAttributes;
}

const only = (fields: Readonly<Record<string, Value | undefined>>): SpanAttributes =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));

const tokens = ({ usage = [100, 10] }: CallOptions): readonly (number | undefined)[] => usage ?? [];

const messages = ({ says, asks }: CallOptions): string | undefined =>
  says === undefined && asks === undefined
    ? undefined
    : JSON.stringify([
        {
          role: 'assistant',
          parts: [
            ...(says === undefined ? [] : [{ type: 'text', content: says }]),
            ...(asks ?? []).map((name, nth) => ({ type: 'tool_call', id: `call_${nth}`, name, arguments: {} })),
          ],
        },
      ]);

const genAiModel = (options: CallOptions): SpanAttributes =>
  only({
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'm',
    'gen_ai.agent.name': options.agent,
    'gen_ai.usage.input_tokens': tokens(options)[0],
    'gen_ai.usage.output_tokens': tokens(options)[1],
    'gen_ai.response.finish_reasons': options.asks && ['tool_calls'],
    'gen_ai.output.messages': messages(options),
  });

const WORDS: Readonly<Record<Dialect, Words>> = {
  gen_ai: {
    agent: (name) => ({ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name }),
    model: genAiModel,
    tool: (name, { given, result }) =>
      only({
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': name,
        'gen_ai.tool.call.arguments': given,
        'gen_ai.tool.call.result': result,
      }),
    step: {},
  },
  openinference: {
    agent: (name) => ({ 'openinference.span.kind': 'AGENT', 'agent.name': name }),
    model: (options) =>
      only({
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'm',
        'agent.name': options.agent,
        'llm.token_count.prompt': tokens(options)[0],
        'llm.token_count.completion': tokens(options)[1],
        'llm.output_messages.0.message.content': options.says,
        ...Object.fromEntries(
          (options.asks ?? []).map((name, nth) => [
            `llm.output_messages.0.message.tool_calls.${nth}.tool_call.function.name`,
            name,
          ]),
        ),
      }),
    tool: (name, { given, result }) =>
      only({
        'openinference.span.kind': 'TOOL',
        'tool.name': name,
        'input.value': given,
        'output.value': result,
      }),
    step: { 'openinference.span.kind': 'CHAIN' },
  },
  openllmetry: {
    agent: (name) => ({ 'traceloop.span.kind': 'agent', 'traceloop.entity.name': name }),
    model: (options) =>
      only({
        'llm.request.type': 'chat',
        'gen_ai.request.model': 'm',
        'gen_ai.agent.name': options.agent,
        'gen_ai.usage.prompt_tokens': tokens(options)[0],
        'gen_ai.usage.completion_tokens': tokens(options)[1],
        'gen_ai.completion.0.content': options.says,
        ...Object.fromEntries(
          (options.asks ?? []).map((name, nth) => [`gen_ai.completion.0.tool_calls.${nth}.name`, name]),
        ),
      }),
    tool: (name, { given, result }) =>
      only({
        'traceloop.span.kind': 'tool',
        'traceloop.entity.name': name,
        'traceloop.entity.input': given,
        'traceloop.entity.output': result,
      }),
    step: { 'traceloop.span.kind': 'task' },
  },
  ai_sdk: {
    agent: (name) => ({ 'ai.operationId': 'ai.generateText', 'ai.telemetry.functionId': name }),
    model: (options) =>
      only({
        'ai.operationId': 'ai.generateText.doGenerate',
        'ai.model.id': 'm',
        'ai.telemetry.functionId': options.agent,
        'ai.usage.inputTokens': tokens(options)[0],
        'ai.usage.outputTokens': tokens(options)[1],
        'ai.response.text': options.says,
        'ai.response.toolCalls':
          options.asks && JSON.stringify(options.asks.map((toolName) => ({ toolName, input: '{}' }))),
      }),
    tool: (name, { given, result }) =>
      only({
        'ai.operationId': 'ai.toolCall',
        'ai.toolCall.name': name,
        'ai.toolCall.args': given,
        'ai.toolCall.result': result,
      }),
    step: {},
  },
};
