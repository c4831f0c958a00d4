import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { DiagnosisOfTrace, TraceReading } from '#diagnosis';
import { RECEIVED_TRACES, TRACE_READING } from '#platform';
import type { ReceivedTraces } from '#trajectory';
import { z } from 'zod';
import { Problem } from '../http/problem.js';
import { Documented } from '../openapi/documented.decorator.js';
import { limitParameter, sinceParameter } from '../runs/runs-query.js';
import { refuseUnjudged } from '../diagnosis/refuse-unjudged.js';
import { DIAGNOSIS_OF_TRACE } from '../tokens.js';
import {
  ReceivedTraceSchema,
  receivedTraceView,
  TraceDiagnosisSchema,
  TracePageSchema,
  traceSummaryView,
  type ReceivedTraceView,
} from './received-view.js';

const TracesQuerySchema = z.strictObject({
  limit: limitParameter(50, 200),
  cursor: z
    .string()
    .regex(/^\d{1,15}-[0-9a-f]{32}$/, 'must be `next` of the page before')
    .optional(),
  service: z.string().min(1).optional().meta({ description: 'only of this `service.name`' }),
  since: sinceParameter.meta({ description: 'only traces that have come since this time, in epoch milliseconds' }),
});
const TraceParametersSchema = z.object({
  traceId: z.string().regex(/^[0-9a-f]{32}$/, 'must be a trace id: 32 lower-case hexadecimal digits'),
});

@ApiTags('traces')
@Controller('v1/traces')
export class TracesController {
  constructor(
    @Inject(RECEIVED_TRACES) private readonly traces: ReceivedTraces,
    @Inject(TRACE_READING) private readonly reading: TraceReading,
    @Inject(DIAGNOSIS_OF_TRACE) private readonly diagnosisOf: DiagnosisOfTrace,
  ) {}

  @Get()
  @Documented({
    id: 'listTraces',
    summary: 'List the traces that other frameworks have sent, newest first',
    answer: { description: 'A page of traces', schema: TracePageSchema },
    problems: [500, 503],
  })
  async list(
    @Query({ schema: TracesQuerySchema }) query: z.infer<typeof TracesQuerySchema>,
  ): Promise<z.infer<typeof TracePageSchema>> {
    const { traces, next } = await this.traces.page(query);
    return { traces: traces.map(traceSummaryView), ...(next !== undefined && { next }) };
  }

  @Get(':traceId')
  @Documented({
    id: 'showReceivedTrace',
    summary: 'Show what the agents of a received trace did',
    answer: { description: 'The trace as far as it has come, with its run', schema: ReceivedTraceSchema },
    problems: [404, 500, 503],
  })
  async show(
    @Param({ schema: TraceParametersSchema }) { traceId }: z.infer<typeof TraceParametersSchema>,
  ): Promise<ReceivedTraceView> {
    const trace = await this.traces.trace(traceId);
    if (trace === undefined) throw notKept(traceId);
    return receivedTraceView(trace, await this.reading.runsOf(traceId));
  }

  @Get(':traceId/diagnosis')
  @Documented({
    id: 'showTraceDiagnosis',
    summary: 'What went wrong in the run of a received trace, by whom and at which step, with quotes',
    description: 'Kept when the trace was complete; of one that is being collected it is made when it is asked for.',
    answer: { description: 'What is said of the runs that have spans in the trace', schema: TraceDiagnosisSchema },
    problems: [404, 500, 503],
  })
  async diagnosis(
    @Param({ schema: TraceParametersSchema }) { traceId }: z.infer<typeof TraceParametersSchema>,
  ): Promise<z.infer<typeof TraceDiagnosisSchema>> {
    const runs = await this.diagnosisOf(traceId).catch(refuseUnjudged);
    if (runs === undefined) throw notKept(traceId);
    return { traceId, runs: [...runs] };
  }
}

const notKept = (traceId: string): Problem =>
  new Problem('not-found', `no spans of trace ${traceId} are kept: none came, or the oldest had to make room`);
