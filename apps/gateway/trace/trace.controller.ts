import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { OtlpJson } from '#spans';
import { Documented } from '../openapi/documented.decorator.js';
import type { RunReader } from '../runs/run-reader.js';
import { RunParametersSchema, type RunParameters } from '../runs/runs-query.js';
import { RUN_READER, TRACE_OF } from '../tokens.js';
import { OtlpTraceSchema } from './otlp-trace.js';
import type { TraceOf } from './trace-reader.js';

@ApiTags('runs')
@Controller('v1/runs/:runId/trace')
export class TraceController {
  constructor(
    @Inject(RUN_READER) private readonly reader: RunReader,
    @Inject(TRACE_OF) private readonly traceOf: TraceOf,
  ) {}

  @Get()
  @Documented({
    id: 'showTrace',
    summary: "A run's trace: the spans that have ended, in OTLP's JSON",
    description:
      'What is sent to a collector, also of a run that is not sampled. What was said stands on spans only where OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT of the server allows it, and never for a run that was started with `erasable: true`.',
    answer: { description: 'The trace', schema: OtlpTraceSchema },
    problems: [404, 500],
  })
  async show(@Param({ schema: RunParametersSchema }) { runId }: RunParameters): Promise<OtlpJson> {
    await this.reader.detail(runId);
    return this.traceOf(runId);
  }
}
