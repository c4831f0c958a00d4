import { approvalName } from '../api/approval-named.js';
import type { Approval, ApprovalDetail } from '../api/approvals.js';
import { approvalAnswers } from './approval-answers.js';
import { indented } from './fit.js';
import { duration, moment } from './numbers.js';
import { printable } from './printable.js';
import { table } from './table.js';

type Recorded = NonNullable<NonNullable<ApprovalDetail['call']>['recorded']>;

/** `in_doubt` reads `in doubt`. */
const inWords = (code: string): string => code.replaceAll('_', ' ');

const COLUMNS = [{ title: 'approval' }, { title: 'asked' }, { title: 'status' }, { title: 'by' }] as const;

/** One line for each approval. */
export const approvalsTable = (approvals: readonly Approval[], now: number): string =>
  table(
    COLUMNS,
    approvals.map((approval) => [
      approvalName(approval),
      inWords(approval.kind),
      statusText(approval, now),
      approval.actor ?? '',
    ]),
  );

function statusText({ status, decision, expiresAt }: Approval, now: number): string {
  if (status === 'open') return expiresAt > now ? `open, expires in ${duration(expiresAt - now)}` : 'open, expiring';
  return status === 'void' ? 'void: the run ended first' : inWords(decision ?? status);
}

/** Everything that is known of an approval, and how it can be answered. */
export function approvalText(approval: ApprovalDetail, now: number, width: number): string {
  const { call, expiresAt } = approval;
  const state = `${statusText(approval, now)}${approval.status === 'open' ? ` (${moment(expiresAt)})` : ''}`;
  return [
    printable(approvalName(approval)),
    ...indented(state, width, '  '),
    ...indented(questionText(approval), width, '  '),
    ...(call === undefined ? [] : indented(call.arguments ?? '(its arguments have been erased)', width)),
    ...knownLines(approval).flatMap((line) => indented(line, width, '  ')),
    ...(approval.status === 'open' ? approvalAnswers(approval.kind, approval) : []).map(
      (line) => `  ${printable(line)}`,
    ),
  ].join('\n');
}

function questionText({ kind, approvalId, call }: ApprovalDetail): string {
  const agent = approvalId.split('.')[0] ?? approvalId;
  const tool = call === undefined ? 'a tool' : `${call.tool} (effect: ${call.effect})`;
  return kind === 'before_call'
    ? `${agent} wants to call ${tool} with`
    : `${agent} may or may not have called ${tool} with`;
}

function knownLines(approval: ApprovalDetail): readonly string[] {
  const { started, recorded } = approval.call ?? {};
  return [
    ...(started === undefined
      ? []
      : [`begun ${moment(started.at)} by worker ${started.worker}, claim ${started.claim}`]),
    `asked ${moment(approval.requestedAt)}`,
    ...decidedLines(approval),
    ...(recorded === undefined ? [] : [recordedText(recorded)]),
  ];
}

function recordedText({ at, status, result = '(erased)', late }: Recorded): string {
  return `recorded ${moment(at)}${late ? ', late' : ''}: ${status}, ${result}`;
}

function decidedLines({ decision, actor, reason, resolvedAt }: Approval): readonly string[] {
  if (resolvedAt === undefined) return [];
  if (decision === undefined) return [`void since ${moment(resolvedAt)}`];
  const by = actor === undefined ? '' : ` by ${actor}`;
  return [`${inWords(decision)} ${moment(resolvedAt)}${by}${reason === undefined ? '' : `: ${reason}`}`];
}
