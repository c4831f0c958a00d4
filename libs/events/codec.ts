import { z } from 'zod';
import {
  COMMAND_SCHEMAS,
  DIAGNOSIS_SCHEMAS,
  EVENT_SCHEMAS,
  eventIdOf,
  isCommandType,
  isDiagnosisType,
  isEvent,
  type MessageType,
  type RunCommand,
  type RunDiagnosis,
  type RunEvent,
  type RunMessage,
} from './envelope.js';
import { CommandIdSchema, RunIdSchema } from './identifiers.js';
import { issuesText } from './field-problem.js';
import { issueWords } from './issue-words.js';
import { laterFields, takeOut } from './later-fields.js';
import { SequenceSchema } from './values.js';

/** A record as Kafka sees it: CloudEvents 1.0 in binary mode. */
export interface WireMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The event's or command's data as JSON in schema key order. */
  readonly value: string;
}

/** No record is larger than this many UTF-8 bytes of value. */
export const MAX_RECORD_BYTES = 512_000;
/** A command leaves room for what an event that is made of it says besides. */
export const MAX_COMMAND_BYTES = MAX_RECORD_BYTES - 4_096;
export const CONTENT_TYPE = 'application/json';
const VERSION = 'v1';
const SEQUENCE_DIGITS = 10;

/** The one error of the codec: these bytes are no message of ours. */
export class DecodeError extends Error {
  readonly code = 'unreadable';
}

/** `TurnRecorded` -> `parley.turn-recorded.v1`. */
export const wireTypeOf = (type: MessageType): string =>
  `parley.${type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.${VERSION}`;

const SCHEMAS: Readonly<Record<MessageType, z.ZodType>> = {
  ...EVENT_SCHEMAS,
  ...COMMAND_SCHEMAS,
  ...DIAGNOSIS_SCHEMAS,
};
const TYPES = new Map((Object.keys(SCHEMAS) as MessageType[]).map((type) => [wireTypeOf(type), type]));

/**
 * The data as JSON. The message must be built in schema key order; a test holds every producer to that.
 * @throws RangeError when it is larger than such a record may be
 */
export function encodeData(message: RunMessage): string {
  const value = JSON.stringify(message.data);
  const limit = isCommandType(message.type) ? MAX_COMMAND_BYTES : MAX_RECORD_BYTES;
  if (value.length > limit / MAX_BYTES_PER_UNIT && utf8Length(value) > limit) {
    throw new RangeError(`${message.type} of run ${message.runId} exceeds ${limit} bytes: use blobs`);
  }
  return value;
}

/** Of UTF-8, for one UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;
const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/** The whole message as CloudEvents headers and value. */
export function encode(message: RunMessage): WireMessage {
  return { key: message.runId, headers: headersOf(message), value: encodeData(message) };
}

/** The CloudEvents headers alone, for who has encoded the data already. */
export function headersOf(message: RunMessage): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': CONTENT_TYPE,
    ce_specversion: '1.0',
    ce_id: isEvent(message) ? eventIdOf(message) : message.id,
    ce_source: message.source,
    ce_type: wireTypeOf(message.type),
    ce_subject: message.runId,
    ce_time: new Date(message.time).toISOString(),
    ce_tenant: message.tenant,
  };
  if (isEvent(message)) {
    headers['ce_sequence'] = String(message.sequence).padStart(SEQUENCE_DIGITS, '0');
    headers['ce_correlationid'] = message.correlationId ?? message.runId;
  }
  if (message.causationId !== undefined) headers['ce_causationid'] = message.causationId;
  if (message.actor !== undefined) headers['ce_actor'] = message.actor;
  if (message.traceparent !== undefined) headers['ce_traceparent'] = message.traceparent;
  return headers;
}

const EnvelopeSchema = z.object({
  ce_id: z.string().min(1),
  ce_source: z.string().min(1),
  ce_type: z.string(),
  ce_subject: RunIdSchema,
  ce_time: z.iso.datetime(),
  ce_tenant: z.string().min(1),
  ce_sequence: z.string().regex(/^\d+$/).transform(Number).pipe(SequenceSchema).optional(),
  ce_causationid: z.string().optional(),
  ce_correlationid: z.string().optional(),
  ce_actor: z.string().optional(),
  ce_traceparent: z.string().optional(),
});

const present = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);

/**
 * Reads what `encode` wrote, checking everything.
 * @throws DecodeError when headers or value are not those of a known type
 */
export function decode(wire: Pick<WireMessage, 'headers' | 'value'>): RunMessage {
  const envelope = EnvelopeSchema.safeParse(wire.headers, { error: issueWords });
  if (!envelope.success) throw new DecodeError(`headers: ${issuesText(envelope.error)}`);
  const headers = envelope.data;
  const type = TYPES.get(headers.ce_type);
  if (type === undefined) throw new DecodeError(`unknown type ${headers.ce_type}`);
  const common = {
    type,
    runId: headers.ce_subject,
    tenant: headers.ce_tenant,
    source: headers.ce_source,
    time: Date.parse(headers.ce_time),
    ...present('actor', headers.ce_actor),
    ...present('traceparent', headers.ce_traceparent),
  };
  const data = decodeData(type, wire.value);
  if (isDiagnosisType(type)) {
    if (headers.ce_causationid === undefined) throw new DecodeError('ce_causationid: a diagnosis needs one');
    return { ...common, id: headers.ce_id, causationId: headers.ce_causationid, data } as RunDiagnosis;
  }
  if (isCommandType(type)) {
    const id = commandId('ce_id', headers.ce_id);
    return { ...common, id, ...present('causationId', headers.ce_causationid), data } as RunCommand;
  }
  if (headers.ce_sequence === undefined) throw new DecodeError('ce_sequence: an event needs one');
  if (headers.ce_id !== `${headers.ce_subject}:${headers.ce_sequence}`) {
    throw new DecodeError('ce_id: must be `ce_subject:ce_sequence`');
  }
  const correlationId = headers.ce_correlationid === headers.ce_subject ? undefined : headers.ce_correlationid;
  return {
    ...common,
    sequence: headers.ce_sequence,
    causationId: commandId('ce_causationid', headers.ce_causationid),
    ...present('correlationId', correlationId),
    data,
  } as RunEvent;
}

function commandId(header: string, text: string | undefined) {
  const id = CommandIdSchema.safeParse(text, { error: issueWords });
  if (!id.success) throw new DecodeError(`${header} ${issuesText(id.error)}`);
  return id.data;
}

/**
 * Parses and validates the data of one type. Fields that only a later version knows stay where they are, behind the others,
 * so that they are encoded again.
 * @throws DecodeError
 */
export function decodeData(type: MessageType, value: string): unknown {
  const data = parseJson(value);
  const parsed = parse(type, data);
  if (parsed.success) return parsed.data;
  const later = laterFields(parsed.error.issues);
  if (later === undefined) throw dataError(type, parsed.error);
  const putBack = takeOut(later, data);
  const known = parse(type, data);
  if (!known.success) throw dataError(type, known.error);
  putBack(known.data);
  return known.data;
}

const parse = (type: MessageType, data: unknown) => SCHEMAS[type].safeParse(data, { error: issueWords });

const dataError = (type: MessageType, error: z.ZodError): DecodeError =>
  new DecodeError(`${type}: ${issuesText(error)}`);

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new DecodeError(`value is not JSON: ${String(error)}`);
  }
}
