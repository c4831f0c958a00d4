import { z } from 'zod';
import { CONTENT_TYPE, wireTypeOf } from './codec.js';
import {
  COMMAND_SCHEMAS,
  DIAGNOSIS_SCHEMAS,
  EVENT_SCHEMAS,
  type CommandType,
  type EventType,
  type MessageType,
} from './envelope.js';

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
const REQUIRED = [
  'content-type',
  'ce_specversion',
  'ce_source',
  'ce_subject',
  'ce_time',
  'ce_tenant',
  'ce_id',
  'ce_type',
] as const;

/** Headers of one kind of message, beside the common ones. */
interface OwnHeaders {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}
const COMMAND_HEADERS: OwnHeaders = {
  properties: { ce_id: { type: 'string', description: 'UUIDv7' }, ce_causationid: string },
  required: REQUIRED,
};
const EVENT_HEADERS: OwnHeaders = {
  properties: {
    ce_id: { type: 'string', description: '`runId:sequence`' },
    ce_sequence: { type: 'string', pattern: '^\\d{10}$', description: 'dense per run from 1' },
    ce_causationid: { type: 'string', description: 'id of the command that led to this event' },
    ce_correlationid: { type: 'string', description: 'comparison id, else run id' },
  },
  required: [...REQUIRED, 'ce_sequence', 'ce_causationid', 'ce_correlationid'],
};

const DIAGNOSIS_HEADERS: OwnHeaders = {
  properties: {
    ce_id: { type: 'string', description: '`runId:version:upTo`' },
    ce_causationid: { type: 'string', description: 'id of the event that the diagnosis answers' },
  },
  required: [...REQUIRED, 'ce_causationid'],
};

const SCHEMAS = '#/components/schemas/';

/**
 * JSON Schemas (draft 7, read alike by AsyncAPI 3 and OpenAPI 3.1) of all data by type, and of the parts that they share.
 * They refer to each other by `#/components/schemas/<name>`.
 */
export function jsonSchemas(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { target: 'draft-7', uri: (id) => SCHEMAS + id, override });
  const names = [EVENT_SCHEMAS, COMMAND_SCHEMAS, DIAGNOSIS_SCHEMAS].flatMap((types) => Object.keys(types));
  // The registry is global: what other modules have put there stays out, and its order does not show.
  const used = reachable(names, schemas);
  const entries = Object.entries(schemas).filter(([name]) => used.has(name));
  return Object.fromEntries(entries.sort(byName).map(([name, schema]) => [name, withoutIds(schema)]));
}

/** Later versions may add fields, which consumers have to pass over. */
function override({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

function reachable(names: readonly string[], schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) {
    const references = JSON.stringify(schemas[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, reference = ''] of references) found.add(reference);
  }
  return found;
}

/** As a part of a document a schema has no dialect and base of its own. */
function withoutIds(schema: z.core.JSONSchema.BaseSchema): unknown {
  const { $schema: _dialect, $id: _base, ...rest } = schema;
  return rest;
}

/** The AsyncAPI 3 document of the topics `run-commands`, `run-events` and `diagnoses`. */
export function asyncApiDocument(): Record<string, unknown> {
  const commands = Object.keys(COMMAND_SCHEMAS) as CommandType[];
  const events = Object.keys(EVENT_SCHEMAS) as EventType[];
  const diagnoses = Object.keys(DIAGNOSIS_SCHEMAS) as (keyof typeof DIAGNOSIS_SCHEMAS)[];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley',
      version: '1.0.0',
      description:
        'Commands to runs, the events that a run is, and verdicts on runs. CloudEvents 1.0, binary mode, key = run id. ' +
        'Fields may be added to a type: pass over those that you do not know. A changed meaning is a new type.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: CONTENT_TYPE,
    channels: {
      'run-commands': channel('run-commands', 'What may be refused.', commands),
      'run-events': channel('run-events', 'What has happened; written by the orchestrator alone.', events),
      diagnoses: channel('diagnoses', 'What is said of ended runs; written by the classifier alone.', diagnoses),
    },
    operations: {
      sendCommand: { action: 'receive', channel: { $ref: '#/channels/run-commands' } },
      readEvents: { action: 'send', channel: { $ref: '#/channels/run-events' } },
      readDiagnoses: { action: 'send', channel: { $ref: '#/channels/diagnoses' } },
    },
    components: {
      messages: {
        ...messages(commands, COMMAND_HEADERS),
        ...messages(events, EVENT_HEADERS),
        ...messages(diagnoses, DIAGNOSIS_HEADERS),
      },
      schemas: jsonSchemas(),
    },
  };
}

function channel(address: string, description: string, types: readonly string[]) {
  const messages = Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }]));
  return { address, description, messages };
}

const messages = (types: readonly MessageType[], headers: OwnHeaders): Record<string, unknown> =>
  Object.fromEntries(types.map((type) => [type, message(type, headers)]));

function message(type: MessageType, headers: OwnHeaders): Record<string, unknown> {
  return {
    name: wireTypeOf(type),
    title: type,
    contentType: CONTENT_TYPE,
    headers: {
      type: 'object',
      required: headers.required,
      properties: { ce_type: { const: wireTypeOf(type) }, ...COMMON_HEADERS, ...headers.properties },
    },
    payload: { $ref: `${SCHEMAS}${type}` },
  };
}
