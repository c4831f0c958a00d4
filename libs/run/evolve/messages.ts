import type { EventOf } from '#events';
import { messageSize } from '../context-size.js';
import type { LiveRun } from '../state.js';

export function messageSent(state: LiveRun, { sequence, data }: EventOf<'MessageSent'>): LiveRun {
  const size = messageSize(state, data.part);
  const agents = state.agents.map((agent) =>
    data.to.includes(agent.agentId)
      ? { ...agent, unseen: [...agent.unseen, sequence], unseenSize: agent.unseenSize + size }
      : agent,
  );
  return { ...state, agents, messages: [...state.messages, data] };
}

export const voteTallied = (state: LiveRun, { data }: EventOf<'VoteTallied'>): LiveRun => ({
  ...state,
  votes: [...state.votes, data],
});
