import { approvalName } from '../api/approval-named.js';
import type { ApprovalRef } from '../api/approvals.js';

/** The commands by which an approval of this kind can be answered. */
export function approvalAnswers(kind: string, approval: ApprovalRef): readonly string[] {
  const name = approvalName(approval);
  return kind === 'before_call'
    ? [`parley approve ${name}`, `parley reject ${name} --reason TEXT`]
    : [`parley happened ${name} --result TEXT`, `parley not-happened ${name}`, `parley fail ${name}`];
}
