import type { EventOf } from '#events';
import { claimsOf } from '../open-turn.js';
import type { EndedRun, LiveRun } from '../state.js';

export const endedRun = (state: LiveRun, status: EndedRun['status']): EndedRun => ({
  status,
  sequence: state.sequence,
  time: state.time,
  origin: state.origin,
  agents: state.agents.map(({ agentId, turns }) => ({ agentId, turns })),
  heard: state.heard,
  claims: [...state.claims, ...state.turns.flatMap(claimsOf)],
  graded: [],
});

export const callRecordedLate = (state: EndedRun, { data }: EventOf<'ToolCallRecorded'>): EndedRun => ({
  ...state,
  claims: state.claims.filter(({ callId }) => callId !== data.callId),
});

export const runGraded = (state: EndedRun, { data }: EventOf<'RunGraded'>): EndedRun => ({
  ...state,
  graded: [...state.graded, gradeKey(data)],
});

export const gradeKey = ({ grader, version }: EventOf<'RunGraded'>['data']): string => `${grader}@${version}`;
