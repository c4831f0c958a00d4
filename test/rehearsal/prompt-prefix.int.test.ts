import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import type { AgentId, ModelSpec } from '#events';
import { RATES, rehearsalProvider, type ModelAnswer, type Provider } from '#llm';
import {
  FAULTLESS,
  openLoopback,
  sendJson,
  VENDOR_WIRES,
  type LoopbackServer,
  type Said,
  type VendorWire,
} from '#llm/testing';
import { allMechanisms } from './mechanisms.js';
import { plan } from './plans.js';
import { play } from './play.js';

const rehearsal = rehearsalProvider({ planOf: plan, rates: { ...RATES, faultless: FAULTLESS } });
const REF = { family: 'filings', seed: 5, index: 0, level: 2 };

type Calling = ModelSpec['calling'];
interface Format {
  readonly wire: VendorWire;
  readonly calling: Calling;
  readonly format: string;
}
const BY_CALLING: Readonly<Record<Calling, readonly VendorWire[]>> = {
  native: VENDOR_WIRES,
  json: VENDOR_WIRES.filter(({ name }) => name === 'openai-compatible'),
  'json-schema': VENDOR_WIRES.filter(({ name }) => name === 'openai-compatible'),
};
const FORMATS = (['native', 'json', 'json-schema'] as const).flatMap((calling) =>
  BY_CALLING[calling].map((wire): Format => ({ wire, calling, format: `${wire.name}, ${calling}` })),
);
const STAGES = architectures().flatMap(({ name }) => [
  { architecture: name, parameters: {}, stage: name },
  { architecture: name, parameters: allMechanisms(name), stage: `${name} with every mechanism` },
]);

/** What a vendor's model says that does as the rehearsal does. */
function saidAs({ text, calls }: ModelAnswer, calling: Calling): Said {
  const made = calls.map((call) => ({ name: call.name, arguments: JSON.parse(call.arguments) as object }));
  if (calling === 'json') return { text: `${text}\n\`\`\`json\n${JSON.stringify({ calls: made })}\n\`\`\`` };
  if (calling === 'json-schema') return { text: JSON.stringify({ text, calls: made }) };
  return {
    text,
    calls: made.map(({ name, arguments: args }, n) => ({ id: `call_${n}`, name, args })),
    reasoning: true,
  };
}

describe.each(FORMATS)('a request in the format of $format', ({ wire, calling }) => {
  let server: LoopbackServer;
  let asked: AgentId[];
  let said: Said;
  beforeEach(async () => {
    asked = [];
    server = await openLoopback((response) => {
      sendJson(response, wire.scene(said).body);
    });
  });
  afterEach(() => server.close());

  /** The vendor's own provider, whose model does as the rehearsal does. */
  function performing(): Provider {
    const vendor = wire.provider(server.origin, 'key');
    return {
      ...vendor,
      complete: async (request) => {
        said = saidAs(await rehearsal.complete(request), calling);
        asked.push(request.origin.agentId);
        return vendor.complete(request);
      },
    };
  }

  it.each(STAGES)("begins with the agent's one before, in $stage", async ({ architecture, parameters }) => {
    const { events } = await play(performing(), { architecture, parameters, model: 'faultless', calling, ref: REF });
    expect(events.at(-1)?.type).toBe('RunCompleted');
    expect(server.received).toHaveLength(asked.length);
    const before = new Map<AgentId, Sent>();
    for (const [index, { body }] of server.received.entries()) {
      const sent = sentIn(wire, body);
      const earlier = before.get(asked[index]!);
      before.set(asked[index]!, sent);
      if (earlier === undefined) continue;
      expect(sent.head).toBe(earlier.head);
      expect(sent.conversation.slice(0, earlier.conversation.length)).toEqual(earlier.conversation);
    }
    expect(before.size).toBeGreaterThan(0);
  });
});

interface Sent {
  /** Model, system prompt, tools and all else that stands before the conversation or beside it. */
  readonly head: string;
  readonly conversation: readonly string[];
}

/** In their bytes. That a model is to think goes along once it has thought. */
function sentIn(wire: VendorWire, body: Readonly<Record<string, unknown>>): Sent {
  const items = wire.conversation(body);
  const head = Object.entries(body).filter(([name, value]) => value !== items && name !== 'thinking');
  return { head: JSON.stringify(head), conversation: items.map((item) => JSON.stringify(item)) };
}
