import { z } from 'zod';
import { CONTENT_TYPE, wireTypeOf } from './codec.js';
import { COMMAND_SCHEMAS, EVENT_SCHEMAS, type CommandType, type EventType } from './envelope.js';

const string = { type: 'string' } as const;
const COMMON_HEADERS = {
  'content-type': { const: CONTENT_TYPE },
  ce_specversion: { const: '1.0' },
  ce_source: { type: 'string', description: '`/parley/<service>`' },
  ce_subject: { type: 'string', description: 'the run id; also the record key' },
  ce_time: { type: 'string', format: 'date-time' },
  ce_tenant: string,
  ce_actor: string,
  ce_traceparent: { type: 'string', description: "the origin's trace context; `traceparent` is the hop's" },
  traceparent: string,
};
const COMMAND_HEADERS = { ce_id: { type: 'string', description: 'UUIDv7' }, ce_causationid: string };
const EVENT_HEADERS = {
  ce_id: { type: 'string', description: '`runId:sequence`' },
  ce_sequence: { type: 'string', pattern: '^\\d{10}$', description: 'dense per run from 1' },
  ce_causationid: { type: 'string', description: 'id of the command that led to this event' },
  ce_correlationid: { type: 'string', description: 'comparison id, else run id' },
};
const REQUIRED = [
  'content-type',
  'ce_specversion',
  'ce_source',
  'ce_subject',
  'ce_time',
  'ce_tenant',
  'ce_id',
  'ce_type',
];

/** JSON Schemas (draft 2020-12) of all data by type, with what they share under `$defs`. */
export function jsonSchemas(): Record<string, unknown> {
  const entries = Object.entries({ ...EVENT_SCHEMAS, ...COMMAND_SCHEMAS });
  return Object.fromEntries(
    entries.map(([name, schema]) => [name, z.toJSONSchema(schema, { target: 'draft-2020-12' })]),
  );
}

/** The AsyncAPI 3 document of the topics `run-commands` and `run-events`. */
export function asyncApiDocument(): Record<string, unknown> {
  const commands = Object.keys(COMMAND_SCHEMAS) as CommandType[];
  const events = Object.keys(EVENT_SCHEMAS) as EventType[];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley',
      version: '1.0.0',
      description: 'Commands to runs and the events that a run is. CloudEvents 1.0, binary mode, key = run id.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: CONTENT_TYPE,
    channels: {
      'run-commands': channel('run-commands', 'What may be refused.', commands),
      'run-events': channel('run-events', 'What has happened; written by the orchestrator alone.', events),
    },
    operations: {
      sendCommand: { action: 'receive', channel: { $ref: '#/channels/run-commands' } },
      readEvents: { action: 'send', channel: { $ref: '#/channels/run-events' } },
    },
    components: {
      messages: Object.fromEntries([
        ...commands.map((type) => [type, message(type, COMMAND_HEADERS)]),
        ...events.map((type) => [type, message(type, EVENT_HEADERS)]),
      ]),
      schemas: jsonSchemas(),
    },
  };
}

function channel(address: string, description: string, types: readonly string[]) {
  const messages = Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }]));
  return { address, description, messages };
}

function message(type: EventType | CommandType, headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const required =
    'ce_sequence' in headers ? [...REQUIRED, 'ce_sequence', 'ce_causationid', 'ce_correlationid'] : REQUIRED;
  return {
    name: wireTypeOf(type),
    title: type,
    contentType: CONTENT_TYPE,
    headers: {
      type: 'object',
      required,
      properties: { ce_type: { const: wireTypeOf(type) }, ...COMMON_HEADERS, ...headers },
    },
    payload: { $ref: `#/components/schemas/${type}` },
  };
}
