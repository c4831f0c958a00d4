import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Sha256Schema, type Blobs, type RunEvent, type RunHistory, type RunId } from '#events';
import { BLOBS, RUN_HISTORY } from '#platform';
import { loadedText } from '#store';
import { z } from 'zod';
import { Problem } from '../http/problem.js';
import { Documented } from '../openapi/documented.decorator.js';
import type { RunReader } from '../runs/run-reader.js';
import { RunParametersSchema, sequenceParameter, type RunParameters } from '../runs/runs-query.js';
import { RUN_READER } from '../tokens.js';
import { textsIn } from './texts-in.js';

const TextsQuerySchema = z.strictObject({
  event: sequenceParameter.meta({ description: 'its sequence' }),
});
type TextsQuery = z.infer<typeof TextsQuerySchema>;

const TextsSchema = z
  .object({
    texts: z.array(
      z.object({
        blob: Sha256Schema,
        text: z.string().optional().meta({ description: 'absent where it has been erased' }),
      }),
    ),
  })
  .meta({ id: 'Texts' });

@ApiTags('runs')
@Controller('v1/runs/:runId/texts')
export class TextsController {
  constructor(
    @Inject(RUN_READER) private readonly reader: RunReader,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(BLOBS) private readonly blobs: Blobs,
  ) {}

  @Get()
  @Documented({
    id: 'listTexts',
    summary: 'The texts of an event that lie in blobs',
    description: 'Those that are too long to stand in an event, and all texts of a run whose texts can be erased.',
    answer: { description: 'Each text with the blob that the event refers to', schema: TextsSchema },
    problems: [404, 500],
  })
  async list(
    @Param({ schema: RunParametersSchema }) { runId }: RunParameters,
    @Query({ schema: TextsQuerySchema }) { event: sequence }: TextsQuery,
  ): Promise<z.infer<typeof TextsSchema>> {
    await this.reader.detail(runId);
    const texts = textsIn(await this.eventOf(runId, sequence)).map(async (ref) => {
      const text = await loadedText(runId, ref, this.blobs);
      return { blob: ref.blob, ...(text !== undefined && { text }) };
    });
    return { texts: await Promise.all(texts) };
  }

  private async eventOf(runId: RunId, sequence: number): Promise<RunEvent> {
    const [event] = await this.history.eventsOf(runId, { from: sequence });
    if (event !== undefined) return event;
    throw new Problem('not-found', `run ${runId} has no event ${sequence}: see GET /v1/runs/${runId}/events`);
  }
}
