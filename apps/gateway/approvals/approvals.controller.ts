import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { STORE } from '#platform';
import type { Store } from '#store';
import { TENANT } from '../commands.js';
import { Documented } from '../openapi/documented.decorator.js';
import { CommandAcceptedSchema, type CommandAccepted } from '../runs/control-bodies.js';
import type { SendToRun } from '../runs/send-to-run.js';
import { APPROVAL_READER, SEND_TO_RUN } from '../tokens.js';
import { ApprovalDetailSchema, type ApprovalDetail } from './approval-detail.js';
import type { ApprovalReader } from './approval-reader.js';
import {
  ApprovalPageSchema,
  ApprovalParametersSchema,
  ApprovalsQuerySchema,
  approvalView,
  ResolutionSchema,
  type ApprovalPage,
  type ApprovalParameters,
  type ApprovalsQuery,
  type Resolution,
} from './approval-view.js';

@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(
    @Inject(STORE) private readonly store: Store,
    @Inject(SEND_TO_RUN) private readonly send: SendToRun,
    @Inject(APPROVAL_READER) private readonly reader: ApprovalReader,
  ) {}

  @Get()
  @Documented({
    id: 'listApprovals',
    summary: 'Questions that runs have asked people',
    answer: { description: 'A page of approvals', schema: ApprovalPageSchema },
    problems: [500],
  })
  async list(@Query({ schema: ApprovalsQuerySchema }) query: ApprovalsQuery): Promise<ApprovalPage> {
    const { limit, cursor, ...filter } = query;
    const { items, next } = await this.store.approvals({ tenant: TENANT, ...filter }, { limit, after: cursor });
    return { approvals: items.map(approvalView), ...(next !== undefined && { next }) };
  }

  @Get(':runId/:approvalId')
  @Documented({
    id: 'showApproval',
    summary: 'One of them with the call that it is about',
    description: 'What the tool would be given, who has begun to make the call, and what has come of it.',
    answer: { description: 'The approval with its call', schema: ApprovalDetailSchema },
    problems: [404, 500],
  })
  show(
    @Param({ schema: ApprovalParametersSchema }) { runId, approvalId }: ApprovalParameters,
  ): Promise<ApprovalDetail> {
    return this.reader.detail(runId, approvalId);
  }

  @Post()
  @HttpCode(202)
  @Documented({
    id: 'resolveApproval',
    summary: 'Answer one',
    description:
      'before_call: approve or reject. in_doubt: happened (with its result), not_happened (it may be made again) or fail. A decision that does not fit is refused in the events of the run.',
    answer: { status: 202, description: 'Accepted', schema: CommandAcceptedSchema },
    problems: [404, 409, 413, 415, 500, 503],
  })
  async resolve(@Body({ schema: ResolutionSchema }) { runId, actor, ...data }: Resolution): Promise<CommandAccepted> {
    return { commandId: await this.send('ResolveApproval', runId, data, actor) };
  }
}
