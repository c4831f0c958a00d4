import { describe, expect, it } from '@jest/globals';
import type { ModelMessage } from '../port.js';
import { modelRequest, modelSpec } from '../testing/model-request.js';
import { packParts, type AnswerPart } from '../vendor-parts.js';
import { generateRequest } from './generate-request.js';

const LOOK_UP = { name: 'look_up', description: 'Looks up', parameters: { type: 'object', $defs: {} } };
const CALLS = [
  { callId: 'g1', name: 'look_up', arguments: '{"q":1}' },
  { callId: 'g2', name: 'look_up', arguments: '' },
];
const RESULTS: readonly ModelMessage[] = [
  { role: 'tool', callId: 'g1', name: 'look_up', text: 'one' },
  { role: 'tool', callId: 'g2', name: 'look_up', text: 'two' },
];
const model = modelSpec({ model: 'gemini', parameters: { temperature: 0, topP: 1, maxOutputTokens: 5, seed: 3 } });

/** The parts of an answer that this model gave, signed. */
function signed(by: string): ModelMessage {
  const made = CALLS.map(({ callId, ...call }, position): AnswerPart => ({
    part: { functionCall: { id: callId }, ...(position === 0 ? { thoughtSignature: 'opaque' } : {}) },
    call: { id: callId, ...call },
  }));
  const parts = packParts(by, [{ part: { thought: true, text: 'Hm' } }, { part: {}, text: 'Well.' }, ...made]);
  return { role: 'assistant', text: 'Well.', calls: CALLS, vendor: { provider: 'google', parts } };
}

const contents = (message: ModelMessage) =>
  generateRequest(modelRequest({ model, messages: [message, ...RESULTS, { role: 'user', text: 'Go on' }] }), 'google')
    .contents;

describe('generateRequest', () => {
  it('is the conversation as contents, with tools by their JSON Schema', () => {
    const request = modelRequest({ model, tools: [LOOK_UP], toolChoice: 'required' });
    expect(generateRequest(request, 'google')).toEqual({
      systemInstruction: { role: 'system', parts: [{ text: 'You are a test.' }] },
      contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
      tools: [
        {
          functionDeclarations: [
            { name: 'look_up', description: 'Looks up', parametersJsonSchema: LOOK_UP.parameters },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
      generationConfig: { temperature: 0, topP: 1, maxOutputTokens: 5, seed: 3 },
    });
  });

  it('hands signatures and ids of calls back to the model that gave them, with all results together', () => {
    expect(contents(signed('gemini'))).toEqual([
      {
        role: 'model',
        parts: [
          { thought: true, text: 'Hm' },
          { text: 'Well.' },
          { functionCall: { id: 'g1', name: 'look_up', args: { q: 1 } }, thoughtSignature: 'opaque' },
          { functionCall: { id: 'g2', name: 'look_up', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'g1', name: 'look_up', response: { result: 'one' } } },
          { functionResponse: { id: 'g2', name: 'look_up', response: { result: 'two' } } },
        ],
      },
      { role: 'user', parts: [{ text: 'Go on' }] },
    ]);
  });

  it("signs another model's calls as foreign, and hands none of its thoughts back", () => {
    const plain: ModelMessage = { role: 'assistant', text: 'Well.', calls: CALLS };
    const foreign = [
      { text: 'Well.' },
      { functionCall: { name: 'look_up', args: { q: 1 } }, thoughtSignature: 'skip_thought_signature_validator' },
      { functionCall: { name: 'look_up', args: {} } },
    ];
    expect(contents(plain)[0]?.parts).toEqual(foreign);
    expect(contents(plain)[1]?.parts[0]).toEqual({
      functionResponse: { name: 'look_up', response: { result: 'one' } },
    });
    expect(contents(signed('gemini-older'))[0]?.parts).toMatchObject(foreign);
  });
});
