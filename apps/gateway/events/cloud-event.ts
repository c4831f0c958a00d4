import { EVENT_SCHEMAS, eventIdOf, RunIdSchema, wireTypeOf, type EventType, type RunEvent } from '#events';
import { z } from 'zod';

const envelopeShape = {
  specversion: z.literal('1.0'),
  id: z.string().meta({ description: '`runId:sequence`' }),
  source: z.string(),
  subject: RunIdSchema,
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  tenant: z.string(),
  sequence: z.int().min(1).meta({ description: 'dense per run from 1' }),
  causationid: z.string().meta({ description: 'id of the command that led to this event' }),
  correlationid: z.string().meta({ description: 'comparison id, else run id' }),
  actor: z.string().optional(),
  traceparent: z.string().optional(),
};

const eventSchemaOf = (type: EventType) =>
  z
    .object({ ...envelopeShape, type: z.literal(wireTypeOf(type)), data: EVENT_SCHEMAS[type] })
    .meta({ id: `${type}Event` });

const [first = 'RunStarted', ...others] = Object.keys(EVENT_SCHEMAS) as EventType[];
/** An event as a CloudEvent in JSON (structured mode). */
const CloudEventSchema = z
  .discriminatedUnion('type', [eventSchemaOf(first), ...others.map(eventSchemaOf)])
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof CloudEventSchema>;

export const EventPageSchema = z
  .object({
    events: z.array(CloudEventSchema),
    next: z.int().min(1).meta({ description: 'what to ask `from` next; there may be no such event yet' }),
  })
  .meta({ id: 'EventPage' });

export type EventPage = z.infer<typeof EventPageSchema>;

/** Types as the schema has them: data that came out of the log has been checked against it. */
export const cloudEvent = (event: RunEvent): CloudEvent => ({
  specversion: '1.0',
  id: eventIdOf(event),
  source: event.source,
  type: wireTypeOf(event.type),
  subject: event.runId,
  time: new Date(event.time).toISOString(),
  datacontenttype: 'application/json',
  tenant: event.tenant,
  sequence: event.sequence,
  causationid: event.causationId,
  correlationid: event.correlationId ?? event.runId,
  ...(event.actor !== undefined && { actor: event.actor }),
  ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
  data: event.data,
});
