import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Documented } from '../openapi/documented.decorator.js';
import type { RunReader } from '../runs/run-reader.js';
import { RunParametersSchema, type RunParameters } from '../runs/runs-query.js';
import { DIAGNOSIS_OF, RUN_READER } from '../tokens.js';
import type { DiagnosisOf } from './diagnosis-reader.js';
import { DiagnosisSchema, type DiagnosisView } from './diagnosis-schema.js';

@ApiTags('runs')
@Controller('v1/runs/:runId/diagnosis')
export class DiagnosisController {
  constructor(
    @Inject(RUN_READER) private readonly reader: RunReader,
    @Inject(DIAGNOSIS_OF) private readonly diagnosisOf: DiagnosisOf,
  ) {}

  @Get()
  @Documented({
    id: 'showDiagnosis',
    summary: 'What went wrong in a run, by whom and at which step, with quotes, and what the run took',
    description:
      'Made of the events when it is asked for, as docs/classifier.md describes. `baseline` is `none` where no single agent has finished the same task; what needs one is then absent.',
    answer: { description: 'The diagnosis as far as the run has come', schema: DiagnosisSchema },
    problems: [404, 500, 503],
  })
  async show(@Param({ schema: RunParametersSchema }) { runId }: RunParameters): Promise<DiagnosisView> {
    await this.reader.detail(runId);
    return this.diagnosisOf(runId);
  }
}
