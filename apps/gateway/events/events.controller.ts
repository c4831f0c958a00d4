import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { RunHistory, RunId } from '#events';
import { RUN_HISTORY } from '#platform';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { Problem } from '../http/problem.js';
import { Documented } from '../openapi/documented.decorator.js';
import type { RunReader } from '../runs/run-reader.js';
import {
  limitParameter,
  RunParametersSchema,
  sequenceIn,
  sequenceParameter,
  type RunParameters,
} from '../runs/runs-query.js';
import { EVENT_STREAMS, RUN_READER } from '../tokens.js';
import { cloudEvent, EventPageSchema, type EventPage } from './cloud-event.js';
import type { StreamRequest } from './event-stream.js';
import { VERDICT_ID, type EventStreams } from './event-streams.js';

const EVENT_STREAM = 'text/event-stream';

const EventsQuerySchema = z.strictObject({
  from: sequenceParameter.default(1).meta({ description: 'sequence of the first event' }),
  limit: limitParameter(100, 500),
  deltas: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: 'of a stream: whether it brings `turn.delta` too' }),
  live: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'of a stream: whether it brings `live` figures as turns land' }),
  diagnosis: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'of a stream: whether it waits for the `diagnosis` of the run that has ended' }),
});
type EventsQuery = z.infer<typeof EventsQuerySchema>;

const DELTAS = `

While a model speaks, frames of the event \`turn.delta\` bring its words: JSON with \`turnId\`, \`attempt\`, \`n\` and \`text\`, without an \`id\`. \`n\` counts from 1 in each attempt; a gap tells that words were dropped, which is what happens first to a client that reads slowly. A higher attempt begins the turn anew. None comes after the end of its attempt, none is sent again, and what was said is what the recorded turn says.`;

const FIGURES = `

With \`live=true\` frames of the event \`live\` follow the turns and messages of the run: JSON with \`turns\`, \`messages\`, \`density\`, \`overheadPercent\` and, where there is a \`baseline\`, the \`regime\` so far, without an \`id\`. Turns only grow, so the overhead so far is the least that the run will have. A client that reads slowly gets fewer.`;

const VERDICT = `

With \`diagnosis=true\` the last frame is the event \`diagnosis\`: JSON with the \`label\`, the \`agent\` and the \`step\` of the verdict and a \`link\` to the whole. It comes with the run's diagnosis, seconds after the last event as a rule; where none comes within a minute the stream ends without.`;

@ApiTags('runs')
@Controller('v1/runs/:runId/events')
export class EventsController {
  constructor(
    @Inject(RUN_READER) private readonly reader: RunReader,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(EVENT_STREAMS) private readonly streams: EventStreams,
  ) {}

  @Get()
  @Documented({
    id: 'listEvents',
    summary: "A run's events: a page as JSON, or all of them and those to come as server-sent events",
    description:
      'A stream (`Accept: text/event-stream`) has the sequence as `id` and the CloudEvents type as `event`; `Last-Event-ID` resumes it, and nothing is missed or repeated. It ends with the run, or with its grade where one is due within half a minute. Whoever comes back afterwards gets 204.' +
      DELTAS +
      FIGURES +
      VERDICT,
    answer: { description: 'A page of events, or the stream', schema: EventPageSchema },
    problems: [404, 500, 503],
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Of a stream: the last sequence that the client has',
  })
  @ApiResponse({ status: 204, description: 'Of a stream: the client has everything' })
  async list(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Query({ schema: EventsQuerySchema }) query: EventsQuery,
    @Req() { headers }: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    await this.reader.detail(runId);
    if (headers.accept?.includes(EVENT_STREAM) === true) {
      await this.streams.serve(response, { runId, ...wantedOf(query, headers) });
      return;
    }
    const page = await this.page(runId, query);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(page));
  }

  private async page(runId: RunId, { from, limit }: EventsQuery): Promise<EventPage> {
    const events = (await this.history.eventsOf(runId, { from })).slice(0, limit).map(cloudEvent);
    return { events, next: from + events.length };
  }
}

function wantedOf(query: EventsQuery, headers: IncomingMessage['headers']): Omit<StreamRequest, 'runId'> {
  const { after, isTold } = lastEventId(headers['last-event-id']) ?? { after: query.from - 1, isTold: false };
  return {
    after,
    deltas: query.deltas === 'true',
    live: query.live === 'true',
    diagnosis: query.diagnosis === 'true' && !isTold,
  };
}

interface LastEvent {
  readonly after: number;
  /** The verdict has come too. */
  readonly isTold: boolean;
}

function lastEventId(header: string | string[] | undefined): LastEvent | undefined {
  if (header === undefined || header === '') return undefined;
  const isTold = typeof header === 'string' && header.endsWith(VERDICT_ID);
  const after = sequenceIn(isTold ? header.slice(0, -VERDICT_ID.length) : String(header));
  if (after !== undefined) return { after, isTold };
  const message = 'must be the id of an event of this stream';
  throw new Problem('invalid-request', 'the stream cannot be resumed', [{ field: 'Last-Event-ID', message }]);
}
