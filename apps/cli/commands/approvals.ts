import { Command } from 'commander';
import { z } from 'zod';
import { APPROVAL_STATUSES } from '#read-models';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { moment } from '../rendering/numbers.js';
import { table } from '../rendering/table.js';
import { connect } from '../server/connect.js';
import type { Session } from '../session.js';

interface ApprovalsOptions extends TalkingOptions {
  readonly all?: true;
}

const ApprovalSchema = z.looseObject({
  runId: z.string(),
  approvalId: z.string(),
  kind: z.string(),
  status: z.enum(APPROVAL_STATUSES),
  decision: z.string().optional(),
  expiresAt: z.number(),
});
type Approval = z.infer<typeof ApprovalSchema>;
const ApprovalPageSchema = z.looseObject({ approvals: z.array(ApprovalSchema), next: z.string().optional() });

export const approvalsCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('approvals')
      .description('what runs are asking a person')
      .option('--all', 'answered and void ones, too'),
    session,
  ).action((options: ApprovalsOptions) => list(session, options));

async function list(session: Session, options: ApprovalsOptions): Promise<void> {
  const api = await connect(session, options);
  const path = `/v1/approvals${options.all === true ? '' : '?status=open'}`;
  const { approvals, next } = await api.get(path, ApprovalPageSchema);
  if (options.json === true) session.terminal.print(JSON.stringify({ approvals, next }));
  else session.terminal.print(listed(approvals, next !== undefined));
}

const COLUMNS = [{ title: 'run' }, { title: 'approval' }, { title: 'kind' }, { title: 'status' }, { title: 'expires' }];

function listed(approvals: readonly Approval[], more: boolean): string {
  if (approvals.length === 0) return 'no run asks anything';
  const rows = approvals.map(({ runId, approvalId, kind, status, decision, expiresAt }) => [
    runId,
    approvalId,
    kind,
    decision === undefined ? status : `${status}: ${decision}`,
    moment(expiresAt),
  ]);
  const rest = more ? ['(there are more)'] : [];
  return [table(COLUMNS, rows), ...rest, 'parley approve RUN APPROVAL --decision ...'].join('\n');
}
