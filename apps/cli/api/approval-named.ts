import { badInput } from '../cli-error.js';
import { allOf } from './all-of.js';
import type { Api } from './api.js';
import { allApprovals, type ApprovalRef } from './approvals.js';

/** How an approval is named on the command line. */
export const approvalName = ({ runId, approvalId }: ApprovalRef): string => `${runId}/${approvalId}`;

/** The approval of this name; its last part alone will do while only one run asks under it. */
export async function approvalNamed(api: Api, name: string): Promise<ApprovalRef> {
  const [, runId, approvalId] = /^([^/]+)\/([^/]+)$/.exec(name) ?? [];
  if (runId !== undefined && approvalId !== undefined) return { runId, approvalId };
  const open = await allOf(allApprovals(api, 'open'));
  const meant = open.filter((approval) => approval.approvalId === name);
  const [only] = meant;
  if (only === undefined)
    throw badInput(`no run asks anything under ${name}: \`parley approvals --open\` lists what is asked`);
  if (meant.length > 1)
    throw badInput(`more than one run asks under ${name}: name ${meant.map(approvalName).join(' or ')}`);
  return only;
}
