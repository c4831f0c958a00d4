import { agentOfTurn, splitCallId } from '#events';
import { approvalAnswers } from '../rendering/approval-answers.js';
import { moment } from '../rendering/numbers.js';
import { happening, painted } from './lines.js';
import { shown } from './spoken.js';
import type { Tale, Tales } from './tale.js';

const asked: Tale<'ApprovalRequested'> = ({ runId, data }, told, telling) => {
  const { turnId, callId, approvalId, kind, expiresAt } = data;
  const call = told.spoken.callOf(turnId, splitCallId(callId).index);
  const what = call === undefined ? callId : `${call.name} ${shown(call.arguments)}`;
  const question = kind === 'before_call' ? `wants to call ${what}` : `may or may not have called ${what}`;
  const line = `${agentOfTurn(turnId)} ${question} and waits for a person until ${moment(expiresAt)}:`;
  const answers = approvalAnswers(kind, { runId, approvalId }).map((answer) => `    ${answer}`);
  return [...painted('yellow', happening(line, telling), telling), ...answers];
};

const resolved: Tale<'ApprovalResolved'> = ({ data, actor }, _told, telling) => {
  const { approvalId, decision, reason } = data;
  const by = actor === undefined ? '' : ` by ${actor}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  return happening(`approval ${approvalId}: ${decision.replaceAll('_', ' ')}${by}${why}`, telling);
};

export const APPROVAL_TALES: Tales<'ApprovalRequested' | 'ApprovalResolved'> = {
  ApprovalRequested: asked,
  ApprovalResolved: resolved,
};
