import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { asRunId, RunIdSchema, type RunId } from '#events';
import { STORE } from '#platform';
import type { Store } from '#store';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { TENANT } from '../commands.js';
import { idempotencyKey } from '../http/idempotency-key.js';
import { Documented } from '../openapi/documented.decorator.js';
import { RUN_READER, START_RUN } from '../tokens.js';
import { MessagePageSchema } from './message-view.js';
import type { RunReader } from './run-reader.js';
import { RunRequestSchema, type RunRequest } from './run-request.js';
import type { StartRun } from './run-starter.js';
import { RunPageSchema, runSummaryView, RunViewSchema, type RunView } from './run-view.js';
import {
  labelOf,
  MessagesQuerySchema,
  RunParametersSchema,
  RunsQuerySchema,
  type MessagesQuery,
  type RunParameters,
  type RunsQuery,
} from './runs-query.js';

const StartedSchema = z.object({ runId: RunIdSchema }).meta({ id: 'Started' });

@ApiTags('runs')
@Controller('v1/runs')
export class RunsController {
  constructor(
    @Inject(START_RUN) private readonly startRun: StartRun,
    @Inject(RUN_READER) private readonly reader: RunReader,
    @Inject(STORE) private readonly store: Store,
  ) {}

  @Post()
  @HttpCode(202)
  @Documented({
    id: 'startRun',
    summary: 'Start a run',
    answer: { status: 202, description: 'Accepted, durably', schema: StartedSchema },
    problems: [413, 415, 422, 500, 503],
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key and body answer the same run' })
  @ApiHeader({ name: 'traceparent', required: false, description: 'W3C trace context that the run becomes part of' })
  async start(
    @Body({ schema: RunRequestSchema }) body: RunRequest,
    @Headers('Idempotency-Key') key: string | undefined,
    @Headers('traceparent') traceparent: string | undefined,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<{ runId: RunId }> {
    const runId = await this.startRun(body, { idempotencyKey: idempotencyKey(key), traceparent });
    response.setHeader('location', `/v1/runs/${runId}`);
    return { runId };
  }

  @Get()
  @Documented({
    id: 'listRuns',
    summary: 'List runs, newest first',
    answer: { description: 'A page of runs', schema: RunPageSchema },
    problems: [500],
  })
  async list(@Query({ schema: RunsQuerySchema }) query: RunsQuery): Promise<z.infer<typeof RunPageSchema>> {
    const { limit, cursor, label, ...filter } = query;
    const { items, next } = await this.store.runs(
      { tenant: TENANT, ...filter, label: labelOf(label) },
      { limit, after: cursor },
    );
    return { runs: items.map(runSummaryView), ...(next !== undefined && { next: asRunId(next) }) };
  }

  @Get(':runId')
  @Documented({
    id: 'showRun',
    summary: 'Show a run',
    answer: { description: 'The run as far as it has been projected', schema: RunViewSchema },
    problems: [404, 500],
  })
  show(@Param({ schema: RunParametersSchema }) { runId }: RunParameters): Promise<RunView> {
    return this.reader.view(runId);
  }

  @Get(':runId/messages')
  @Documented({
    id: 'listMessages',
    summary: 'What the agents said to each other',
    answer: { description: 'A page of messages', schema: MessagePageSchema },
    problems: [404, 500],
  })
  messages(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Query({ schema: MessagesQuerySchema }) { limit, cursor }: MessagesQuery,
  ): Promise<z.infer<typeof MessagePageSchema>> {
    return this.reader.messages(runId, { limit, after: cursor });
  }
}
