import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { openLoopback, sendInPieces, sendJson, VENDOR_WIRES, type LoopbackServer, type VendorWire } from '#llm/testing';

/** How a model behaves, by its name; what goes wrong tells everything that the server was sent. */
export const BEHAVIOURS = ['answers', 'acts', 'refuses', 'breaks', 'cuts'] as const;
type Behaviour = (typeof BEHAVIOURS)[number];

/** What every model says in the end. */
export const WORDS = 'wordsOfTheModel42';
/** The tools that a model calls which acts, once each. One of them dies of it, which takes its time: one vendor calls that. */
const CALLED: Readonly<Record<string, readonly string[]>> = { openai: ['act', 'local__exit'] };

/** Where each vendor is told its key, and nothing else may stand. */
const KEY_HEADERS: Readonly<Record<string, string>> = {
  openai: 'authorization',
  anthropic: 'authorization',
  google: 'x-goog-api-key',
  'openai-compatible': 'authorization',
};

export interface ModelVendor {
  readonly name: string;
  readonly server: LoopbackServer;
  /** The header in which each request told its key. */
  keys(): readonly unknown[];
  /** Everything else that it was sent. */
  sent(): readonly unknown[];
}

/** All vendors on loopback, each with a model for each behaviour. */
export const openModelVendors = (): Promise<readonly ModelVendor[]> => Promise.all(VENDOR_WIRES.map(openVendor));

async function openVendor(wire: VendorWire): Promise<ModelVendor> {
  const header = KEY_HEADERS[wire.name] ?? '';
  const server = await openLoopback((response, request) => behave(wire, response, request));
  return {
    name: wire.name,
    server,
    keys: () => server.received.map(({ headers }) => headers[header]),
    sent: () =>
      server.received.map(({ path, headers: { [header]: _, ...headers }, body }) => ({ path, headers, body })),
  };
}

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

async function behave(wire: VendorWire, response: ServerResponse, asked: Asked): Promise<void> {
  const key = String(asked.headers[KEY_HEADERS[wire.name] ?? '']).replace('Bearer ', '');
  const everything = `${key} in ${JSON.stringify(asked.headers)}`;
  const answer = Buffer.from(wire.scene({ text: WORDS, reasoning: true }).events);
  switch (behaviourIn(asked)) {
    case 'refuses':
      sendJson(response, wire.error(401, `no such key: ${everything}`), { status: 401 });
      return;
    case 'breaks':
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`panic with ${everything}`);
      return;
    case 'cuts':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(answer.subarray(0, answer.length / 2), () => response.destroy());
      return;
    case 'acts':
      return sendInPieces(response, JSON.stringify(asked.body).includes('call_0') ? answer : calls(wire), 4_096);
    case 'answers':
      return sendInPieces(response, answer, 64);
    case undefined:
      // Which models there are is none of a vendor's business here.
      sendJson(response, {}, { status: 404 });
  }
}

function calls(wire: VendorWire): Buffer {
  const { [wire.name]: names = ['act'] } = CALLED;
  const made = names.map((name, n) => ({ id: `call_${n}`, name, args: {} }));
  return Buffer.from(wire.scene({ text: 'Acting.', calls: made }).events);
}

function behaviourIn({ path, body }: Asked): Behaviour | undefined {
  const named = `${path} ${String(body['model'])}`;
  return BEHAVIOURS.find((one) => named.includes(one));
}
