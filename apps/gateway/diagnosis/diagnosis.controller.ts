import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Documented } from '../openapi/documented.decorator.js';
import type { RunReader } from '../runs/run-reader.js';
import { RunParametersSchema, type RunParameters } from '../runs/runs-query.js';
import { DIAGNOSIS_OF, RUN_READER } from '../tokens.js';
import type { DiagnosisOf } from './diagnosis-reader.js';
import { DiagnosisSchema, type DiagnosisView } from './diagnosis-schema.js';

const DiagnosisQuerySchema = z.strictObject({
  version: z.string().min(1).optional().meta({ description: 'of the classifier whose kept verdict is asked for' }),
});

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
      'Given when the run ended, and kept for every version of the classifier; of a run that goes on it is made of the events when it is asked for. docs/classifier.md describes it. `baseline` is `none` where no single agent has finished the same task, or another one of its family; what needs one is then absent.',
    answer: { description: 'The diagnosis as far as the run has come', schema: DiagnosisSchema },
    problems: [404, 500, 503],
  })
  async show(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Query({ schema: DiagnosisQuerySchema }) { version }: z.infer<typeof DiagnosisQuerySchema>,
  ): Promise<DiagnosisView> {
    await this.reader.detail(runId);
    return this.diagnosisOf(runId, version);
  }
}
