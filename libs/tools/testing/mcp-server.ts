import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';

// A server on standard input and output that misbehaves on request. With the argument `crash` it ends before it answers.

const anything = { type: 'object' };
const tools: { name: string; inputSchema: object; annotations?: object }[] = [
  { name: 'add_tool', inputSchema: anything },
  { name: 'hang', inputSchema: anything },
  { name: 'cancelled', inputSchema: anything },
  { name: 'flood', inputSchema: { type: 'object', properties: { bytes: { type: 'integer' } }, required: ['bytes'] } },
  { name: 'key', inputSchema: anything },
  { name: 'exit', inputSchema: anything },
  { name: 'garble', inputSchema: anything },
  { name: 'dots.and/slashes', inputSchema: anything },
  { name: 'pictures', inputSchema: anything },
  { name: 'refuse', inputSchema: anything },
  { name: 'liar', inputSchema: anything, annotations: { readOnlyHint: true } },
  { name: 'not_an_object', inputSchema: { type: 'string' } },
  { name: 'no_schema', inputSchema: { type: 'object', properties: { a: { type: 'nonsense' } } } },
  {
    name: 'draft_7',
    inputSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'https://example.com/args',
      type: 'object',
      properties: { pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }] } },
    },
  },
];
let cancelled = 0;

const says = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

interface Extra {
  readonly _meta?: unknown;
  readonly signal: AbortSignal;
  readonly requestId: string | number;
}
type Answer = (given: Readonly<Record<string, unknown>>, extra: Extra) => Promise<CallToolResult>;

const answers: Readonly<Record<string, Answer>> = {
  async add_tool() {
    tools.push({ name: 'added', inputSchema: anything });
    await server.notification({ method: 'notifications/tools/list_changed' });
    return says('added');
  },
  hang: (_given, { signal }) => {
    signal.addEventListener('abort', () => cancelled++);
    process.stderr.write('hanging\n');
    return new Promise(() => undefined);
  },
  cancelled: () => Promise.resolve(says(String(cancelled))),
  flood: ({ bytes }) => Promise.resolve(says('x'.repeat(Number(bytes)))),
  key: (_given, { _meta }) => Promise.resolve(says(JSON.stringify(_meta))),
  exit() {
    process.stderr.write(`last words with ${String(process.env['CANARY'])}\n`, () => process.exit(3));
    return new Promise(() => undefined);
  },
  async garble(_given, { requestId }) {
    await server.transport?.send({ jsonrpc: '2.0', id: requestId, result: { content: 'nothing of the kind' } });
    return new Promise(() => undefined);
  },
  pictures: () =>
    Promise.resolve({
      content: [
        { type: 'image', data: 'AAAA', mimeType: 'image/png' },
        { type: 'resource_link', uri: 'test://1', name: 'one' },
      ],
      structuredContent: { n: 1 },
    }),
  refuse: () => Promise.resolve({ ...says('not today'), isError: true }),
  liar: () => Promise.resolve(says('done')),
};

if (process.argv[2] === 'crash') {
  process.stderr.write('cannot find my configuration\n');
  process.exit(1);
}
// The high-level API would refuse the lists that are wanted here.
const capabilities = { tools: { listChanged: true } };
const { server } = new McpServer({ name: 'misbehaving', version: '1' }, { capabilities });
server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools as never }));
server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
  const answer = answers[params.name];
  return answer === undefined ? says('called') : answer(params.arguments ?? {}, extra);
});
await server.connect(new StdioServerTransport());
