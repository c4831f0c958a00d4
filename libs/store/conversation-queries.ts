import type { RunId } from '#events';
import type { ApprovalRow, MessageRow } from '#read-models';
import { loaded, type Db } from './database.js';
import { paged } from './paging.js';
import type { ApprovalFilter, Page, Paged } from './port.js';

export async function messagePage(db: Db, runId: RunId, { limit, after }: Page): Promise<Paged<MessageRow>> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('runId', '=', runId)
    .where('sequence', '>', Number(after ?? 0))
    .orderBy('sequence')
    .limit(limit + 1)
    .execute();
  const messages = rows.map((row) => loaded<MessageRow>(row, ['recipients']));
  return paged(messages, limit, ({ sequence }) => String(sequence));
}

const cursorOf = ({ runId, approvalId }: ApprovalRow): string => `${runId}/${approvalId}`;

export async function approvalPage(db: Db, filter: ApprovalFilter, page: Page): Promise<Paged<ApprovalRow>> {
  const { tenant, status, runId } = filter;
  const [afterRun = '', afterApproval = ''] = page.after?.split('/') ?? [];
  const rows: readonly ApprovalRow[] = await db
    .selectFrom('approvals')
    .selectAll()
    .where('tenant', '=', tenant)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'open'))
    .$if(runId !== undefined, (query) => query.where('runId', '=', runId ?? null))
    .where((eb) =>
      eb(
        eb.refTuple('runId', 'approvalId'),
        '>',
        eb.tuple(eb.val(afterRun as RunId), eb.val(afterApproval as ApprovalRow['approvalId'])),
      ),
    )
    .orderBy('runId')
    .orderBy('approvalId')
    .limit(page.limit + 1)
    .execute();
  return paged(rows, page.limit, cursorOf);
}
