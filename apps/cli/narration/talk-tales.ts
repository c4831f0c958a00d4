import { agentOfTurn, splitCallId, type EventData } from '#events';
import { aside, happening, speech } from './lines.js';
import type { Tale, Tales } from './tale.js';

const sent: Tale<'MessageSent'> = ({ sequence, data }, told, telling) => {
  const verdict = data.accepted === undefined ? '' : `, ${data.accepted ? 'accepted' : 'not accepted'}`;
  const heading = `${data.from} -> ${data.to.join(', ')} (${data.kind}${verdict}):`;
  if (data.kind === 'error') return [telling.paint('yellow', happening(`${heading} has failed`, telling))];
  return speech(heading, told.texts.get(sequence) ?? told.spoken.textOf(data.part), telling);
};

const tallied: Tale<'VoteTallied'> = ({ data }, _told, telling) => {
  const tie = data.tie ? ', a tie that the first submitted wins' : '';
  return [happening(`vote: ${ballotsTold(data)} -> ${data.winner}${tie}`, telling)];
};

function ballotsTold({ ballots }: EventData<'VoteTallied'>): string {
  const keys = [...new Set(ballots.map(({ key }) => key))];
  const voters = (key: string) => ballots.filter((ballot) => ballot.key === key).map(({ agentId }) => agentId);
  return keys.map((key) => `${key} by ${voters(key).join(', ')}`).join('; ');
}

const asked: Tale<'ApprovalRequested'> = ({ runId, data }, told, telling) => {
  const { index } = splitCallId(data.callId);
  const tool = told.spoken.callOf(data.turnId, index)?.name ?? data.callId;
  const question = data.kind === 'before_call' ? `wants to call ${tool}` : `may or may not have called ${tool}`;
  return [
    telling.paint('yellow', happening(`${agentOfTurn(data.turnId)} ${question} and waits for a person:`, telling)),
    `    parley approve ${runId} ${data.approvalId} --decision ${data.kind === 'before_call' ? 'approve|reject' : 'happened|not_happened|fail'}`,
  ];
};

const resolved: Tale<'ApprovalResolved'> = ({ data, actor }, _told, telling) => {
  const by = actor === undefined ? '' : ` by ${actor}`;
  return [aside(`approval ${data.approvalId}: ${data.decision}${by}`, telling)];
};

export const TALK_TALES: Tales<'MessageSent' | 'VoteTallied' | 'ApprovalRequested' | 'ApprovalResolved'> = {
  MessageSent: sent,
  VoteTallied: tallied,
  ApprovalRequested: asked,
  ApprovalResolved: resolved,
};
