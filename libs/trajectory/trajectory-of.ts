import type { EventOf, EventType, RunEvent } from '#events';
import { contentOf, draftOf, type Draft } from './draft.js';
import type { Trajectory, TrajectoryAgent } from './trajectory.js';
import { noteAnswered, noteDiscarded, noteFailed, noteRecorded, noteRequested, noteToolCall } from './turn-steps.js';

/**
 * The trajectory of one of our own runs, from its events or any first part of them; undefined for a run that never
 * started. With more events the steps only grow, but for what becomes of turns that were open.
 */
export function trajectoryOf(events: readonly RunEvent[]): Trajectory | undefined {
  const started = events.find((event) => event.type === 'RunStarted');
  if (started === undefined) return undefined;
  const draft = draftOf(started);
  for (const event of events) note(draft, event);
  return finished(draft);
}

type Note<T extends EventType> = (draft: Draft, event: EventOf<T>) => void;

const nothing = (): void => undefined;

const NOTES: { readonly [T in EventType]: Note<T> } = {
  RunStarted: nothing,
  TurnRequested: noteRequested,
  TurnAnswered: noteAnswered,
  ToolCallStarted: nothing,
  ToolCallRecorded: noteToolCall,
  TurnRecorded: noteRecorded,
  TurnFailed: noteFailed,
  TurnDiscarded: noteDiscarded,
  TurnResumed: nothing,
  MessageSent: noteMessage,
  VoteTallied: nothing,
  ApprovalRequested: nothing,
  ApprovalResolved: nothing,
  RunPaused: (draft) => void (draft.status = 'paused'),
  RunResumed: (draft) => void (draft.status = 'running'),
  RunCompleted: noteCompleted,
  RunFailed: (draft, { time }) => {
    end(draft, 'failed', time);
  },
  RunCancelled: (draft, { time }) => {
    end(draft, 'cancelled', time);
  },
  RunGraded: (draft, { data: { grader, version, passed, anyPassed, score } }) =>
    void draft.gradings.push({ grader, version, passed, anyPassed, score }),
  CommandRejected: nothing,
};

const note = <T extends EventType>(draft: Draft, event: EventOf<T>): void => {
  NOTES[event.type](draft, event);
};

function end(draft: Draft, status: Trajectory['status'], time: number): void {
  draft.status = status;
  draft.endedAt = time;
}

function noteCompleted(draft: Draft, { time, data }: EventOf<'RunCompleted'>): void {
  end(draft, 'completed', time);
  for (const { agentId, part } of data.answers) {
    const content = contentOf(draft, part);
    draft.answers.push({ agent: agentId, ...(content !== undefined && { content }) });
  }
}

function noteMessage(draft: Draft, { time, sequence, data }: EventOf<'MessageSent'>): void {
  const content = contentOf(draft, data.part);
  draft.steps.push({
    index: draft.steps.length,
    kind: 'message',
    agent: data.from,
    round: data.round,
    at: time,
    sequence,
    turnId: data.part.turnId,
    to: data.to,
    messageKind: data.kind,
    ...(data.accepted !== undefined && { accepted: data.accepted }),
    ...(content !== undefined && { content }),
    ...(data.part.maxChars !== undefined && { maxChars: data.part.maxChars }),
  });
}

function finished({ started, status, endedAt, ...draft }: Draft): Trajectory {
  const { taskHash, taskRef, gradingRef, system, rehearsed } = started.data;
  return {
    runId: started.runId,
    taskHash,
    ...(taskRef && { taskRef }),
    gradable: gradingRef !== undefined,
    system: system.name,
    architecture: system.architecture,
    rehearsed,
    status,
    startedAt: started.time,
    ...(endedAt !== undefined && { endedAt }),
    agents: system.agents.map(agentOf),
    steps: draft.steps,
    failures: draft.failures,
    discarded: draft.discarded,
    ...(endedAt !== undefined && draft.open.size > 0 && { cutOff: [...draft.open.values()] }),
    answers: draft.answers,
    gradings: draft.gradings,
  };
}

const agentOf = ({
  agentId,
  role,
  model,
}: EventOf<'RunStarted'>['data']['system']['agents'][number]): TrajectoryAgent => ({
  agent: agentId,
  role,
  provider: model.provider,
  model: model.model,
});
