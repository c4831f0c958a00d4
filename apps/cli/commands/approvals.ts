import { Command } from 'commander';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { approvalNamed } from '../api/approval-named.js';
import { allApprovals, approvalDetail, type ApprovalDetail } from '../api/approvals.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { approvalsTable, approvalText } from '../rendering/approval-text.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface ApprovalsOptions extends TalkingOptions {
  readonly open?: true;
}

export const approvalsCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('approvals')
      .description('what runs ask people, and what was decided')
      .argument('[approval]', 'only this one, with everything that is known of it')
      .option('--open', 'only what waits for an answer, with everything that is known of it'),
    session,
  ).action((name: string | undefined, options: ApprovalsOptions) =>
    withReadingServer(session, options, (api) => list(session, api, name, options)),
  );

async function list(session: Session, api: Api, name: string | undefined, options: ApprovalsOptions): Promise<void> {
  const { terminal } = session;
  if (name === undefined && options.open !== true) {
    const approvals = await allOf(allApprovals(api));
    if (options.json === true) terminal.print(JSON.stringify({ approvals }));
    else terminal.print(approvals.length === 0 ? NOTHING : approvalsTable(approvals, Date.now()));
    return;
  }
  const approvals =
    name === undefined ? await openOnes(api) : [await approvalDetail(api, await approvalNamed(api, name))];
  if (options.json === true) terminal.print(JSON.stringify({ approvals }));
  else if (approvals.length === 0) terminal.print(NOTHING);
  else terminal.print(approvals.map((one) => approvalText(one, Date.now(), terminal.width)).join('\n\n'));
}

const NOTHING = 'no run asks anything';

async function openOnes(api: Api): Promise<readonly ApprovalDetail[]> {
  const approvals: ApprovalDetail[] = [];
  for await (const approval of allApprovals(api, 'open')) approvals.push(await approvalDetail(api, approval));
  return approvals;
}
