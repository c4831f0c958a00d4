import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CommandData } from '#events';
import { Documented } from '../openapi/documented.decorator.js';
import { SEND_TO_RUN } from '../tokens.js';
import {
  CancelSchema,
  CommandAcceptedSchema,
  PauseSchema,
  ResumeSchema,
  type CommandAccepted,
} from './control-bodies.js';
import { RunParametersSchema, type RunParameters } from './runs-query.js';
import type { SendToRun } from './send-to-run.js';

@ApiTags('runs')
@Controller('v1/runs/:runId')
export class ControlController {
  constructor(@Inject(SEND_TO_RUN) private readonly send: SendToRun) {}

  @Post('cancel')
  @HttpCode(202)
  @Documented({
    id: 'cancelRun',
    summary: 'End a run; calls in flight are aborted',
    answer: { status: 202, description: 'Accepted', schema: CommandAcceptedSchema },
    problems: [404, 409, 413, 415, 500, 503],
    optionalBody: true,
  })
  async cancel(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Body({ schema: CancelSchema }) body: CommandData<'CancelRun'>,
  ): Promise<CommandAccepted> {
    return { commandId: await this.send('CancelRun', runId, body) };
  }

  @Post('pause')
  @HttpCode(202)
  @Documented({
    id: 'pauseRun',
    summary: 'Let turns in flight finish and request none',
    answer: { status: 202, description: 'Accepted', schema: CommandAcceptedSchema },
    problems: [404, 409, 413, 415, 500, 503],
    optionalBody: true,
  })
  async pause(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Body({ schema: PauseSchema }) body: CommandData<'PauseRun'>,
  ): Promise<CommandAccepted> {
    return { commandId: await this.send('PauseRun', runId, body) };
  }

  @Post('resume')
  @HttpCode(202)
  @Documented({
    id: 'resumeRun',
    summary: 'Go on with a paused run',
    answer: { status: 202, description: 'Accepted', schema: CommandAcceptedSchema },
    problems: [404, 409, 413, 415, 500, 503],
    optionalBody: true,
  })
  async resume(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Body({ schema: ResumeSchema }) body: CommandData<'ResumeRun'>,
  ): Promise<CommandAccepted> {
    return { commandId: await this.send('ResumeRun', runId, body) };
  }
}
