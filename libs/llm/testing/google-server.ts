import {
  FinishReason,
  FunctionCallingMode,
  type GenerateContentCandidate,
  type GenerateContentResponse,
  type GenerationConfig,
  type Part,
  type ToolConfig,
  type UsageMetadata,
} from '@google/generative-ai';
import { google } from '../google/google.js';
import { MODEL, pieces, REPLY_ID, type Said, type Scene, type VendorWire } from './vendor-wire.js';

const SIGNATURE = { thoughtSignature: 'CvcQAdHtim-opaque' };

/** Fields that are younger than the SDK's types. */
interface WireUsage extends UsageMetadata {
  readonly thoughtsTokenCount: number;
}
interface WireResponse extends GenerateContentResponse {
  readonly modelVersion: string;
  readonly responseId: string;
}

const USAGE: WireUsage = {
  promptTokenCount: 100,
  cachedContentTokenCount: 60,
  candidatesTokenCount: 15,
  thoughtsTokenCount: 5,
  totalTokenCount: 120,
};

const response = (candidate: Partial<GenerateContentCandidate>): WireResponse => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [] }, ...candidate }],
  usageMetadata: USAGE,
  modelVersion: MODEL,
  responseId: REPLY_ID,
});

const FINISH = { length: FinishReason.MAX_TOKENS, filter: FinishReason.SAFETY };

/** The prompt itself was blocked, the nearest that this vendor has to a refusal. */
const BLOCKED = {
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT', safetyRatings: [] },
  usageMetadata: { promptTokenCount: 100, totalTokenCount: 100 },
  modelVersion: MODEL,
};

const callParts = ({ calls = [], reasoning }: Said): readonly Part[] =>
  calls.map(({ id, name, args }, position) => ({
    functionCall: { id, name, args },
    ...(reasoning && position === 0 ? SIGNATURE : {}),
  }));

function scene(said: Said): Scene {
  const { text = '', stop } = said;
  if (stop === 'refusal') return { body: BLOCKED, events: events([BLOCKED]) };
  const finishReason = stop === undefined ? FinishReason.STOP : FINISH[stop];
  const calls = callParts(said);
  const whole = [...(text === '' ? [] : [{ text }]), ...calls];
  const streamed = [...pieces(text).map((piece): Part => ({ text: piece })), ...calls];
  return {
    body: response({ content: { role: 'model', parts: whole }, finishReason }),
    events: events([
      ...streamed.map((part) => response({ content: { role: 'model', parts: [part] } })),
      response({ finishReason }),
    ]),
  };
}

const events = (chunks: readonly object[]): string =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');

const error = (code: number, message: string, status: string) => ({ error: { code, message, status } });

const MODES = {
  auto: FunctionCallingMode.AUTO,
  required: FunctionCallingMode.ANY,
  none: FunctionCallingMode.NONE,
} as const;

export const GOOGLE_WIRE: VendorWire = {
  name: 'google',
  provider: (origin, apiKey) => google({ apiKey, baseUrl: origin, now: () => 1_000 }),
  scene,
  usage: { input: 100, output: 20, cacheRead: 60, reasoning: 5, source: 'reported' },
  error: (status, message) => error(status, message, 'FAILED'),
  overloaded: {
    'an error': events([error(503, 'The model is overloaded. Please try again later.', 'UNAVAILABLE')]),
  },
  malformed: 'data: {oops\r\n\r\n',
  refusal: 'content_filtered',
  filtered: 'content_filtered',
  retryAfter: 'body',
  choice: (choice) =>
    ({ toolConfig: { functionCallingConfig: { mode: MODES[choice] } } }) satisfies { toolConfig: ToolConfig },
  // `responseJsonSchema` is younger than the SDK's types.
  output: (_, responseJsonSchema) => ({
    generationConfig: {
      ...({ responseMimeType: 'application/json' } satisfies GenerationConfig),
      responseJsonSchema,
    },
  }),
  conversation: ({ contents }) => contents as readonly unknown[],
  reasoning: SIGNATURE,
};
