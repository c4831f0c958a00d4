import {
  asCommandId,
  type CallOutcome,
  type CommandData,
  type CommandType,
  type EventOf,
  type RunCommand,
  type RunEvent,
  type TaskRef,
  type ToolCall,
} from '#events';
import {
  controlToolsFor,
  conversationOf,
  isControlName,
  partText,
  readControls,
  renderConversation,
  resolveSystem,
} from '#coordination';
import type { ModelAnswer, Provider, RequestedCall } from '#llm';
import { initial, step, type RunState } from '#run';
import { RUN_ID, startRunData } from '#run/testing';
import { taskOf } from '#tasks';

const TOOLS = ['search_documents', 'read_document', 'calculator'];
const DEFINITIONS = TOOLS.map((name) => ({
  name,
  description: name,
  parameters: {},
  effect: 'read' as const,
  approval: 'never' as const,
  timeoutMs: 1_000,
}));

export interface RehearsedRun {
  readonly events: readonly RunEvent[];
  /** The run's answers as a grader reads them; none for a run that failed. */
  readonly answers: readonly string[];
}

/**
 * Plays a generated task on an architecture to its end: the real decider, coordination and conversation, with a
 * worker that is just large enough. Its tools are simple: a search finds nothing, a reading gives the whole document,
 * and the calculator is out of order.
 */
export async function rehearsedRun(
  provider: Provider,
  { architecture, model, ref }: { readonly architecture: string; readonly model: string; readonly ref: TaskRef },
): Promise<RehearsedRun> {
  const task = taskOf(ref);
  const spec = { provider: provider.name, model, calling: 'native' as const, parameters: {} };
  const system = resolveSystem({ architecture, model: spec }, DEFINITIONS);
  if (!('ok' in task) || !('ok' in system)) throw new Error(`cannot play: ${JSON.stringify({ task, system })}`);
  const data = { ...startRunData(), brief: task.ok.brief, taskRef: ref, system: system.ok };
  const run = new PlayedRun(data);
  for (let asked = run.next(); asked !== undefined; asked = run.next()) {
    const request = requestOf(run.events, data, asked);
    const answer = await provider.complete({ ...request, signal: new AbortController().signal });
    run.take('RecordTurn', recordOf(data, asked, answer));
  }
  return { events: run.events, answers: answersOf(run.events) };
}

type Started = CommandData<'StartRun'>;
type Asked = EventOf<'TurnRequested'>;

class PlayedRun {
  readonly events: RunEvent[] = [];
  private readonly asked: Asked[] = [];
  private state: RunState = initial;
  private commands = 0;

  constructor(data: Started) {
    this.take('StartRun', data);
  }

  next(): Asked | undefined {
    return this.asked.shift();
  }

  take<T extends CommandType>(type: T, data: CommandData<T>): void {
    const id = asCommandId(`01920000-0000-7000-8000-${String(++this.commands).padStart(12, '0')}`);
    const command = { type, runId: RUN_ID, tenant: 'default', source: '/test', time: 1, id, data } as RunCommand;
    const { events, state } = step(this.state, command, this.commands);
    this.state = state;
    this.events.push(...events);
    this.asked.push(...events.filter((event) => event.type === 'TurnRequested'));
  }
}

function requestOf(events: readonly RunEvent[], { system, seed, taskRef }: Started, asked: Asked) {
  const { turnId, attempt, agentId, purpose, remaining } = asked.data;
  const agent = system.agents.find((one) => one.agentId === agentId)!;
  const controls = controlToolsFor(purpose, system.agents, agentId);
  return {
    model: agent.model,
    ...renderConversation(conversationOf(events, asked), () => ''),
    tools: remaining === 0 ? controls : [...DEFINITIONS.filter(({ name }) => agent.tools.includes(name)), ...controls],
    toolChoice: 'auto' as const,
    origin: {
      runId: RUN_ID,
      turnId,
      attempt,
      agentId,
      purpose,
      remaining,
      seed,
      taskRef: taskRef!,
      team: system.agents.map((one) => one.agentId),
    },
  };
}

function recordOf(started: Started, asked: Asked, answer: ModelAnswer): CommandData<'RecordTurn'> {
  const { turnId, attempt, agentId, purpose, remaining } = asked.data;
  const { text, calls, usage, finishReason } = answer;
  const read = readControls({ purpose, remaining, text, calls, team: started.system.agents, self: agentId });
  if (read.defect !== undefined) throw new Error(`${turnId}: ${read.defect.message}`);
  return {
    turnId,
    attempt,
    answer: { text, calls: calls.map(toolCall) },
    outcomes: read.controls.length > 0 ? [] : calls.map((call, position) => outcomeOf(started, call, position + 1)),
    controls: [...read.controls],
    report: {
      worker: 'test',
      startedAt: 1,
      endedAt: 1,
      provider: 'rehearsal',
      asked: 'test',
      parameters: {},
      finishReason,
      usage,
    },
  };
}

const toolCall = ({ callId, name, arguments: written }: RequestedCall): ToolCall => ({
  name,
  arguments: written,
  vendorCallId: callId,
  effect: isControlName(name) ? 'control' : 'read',
  approval: 'never',
});

function outcomeOf({ brief }: Started, { name, arguments: written }: RequestedCall, index: number): CallOutcome {
  const { documentId } = JSON.parse(written) as { documentId?: string };
  const document = brief.documents.find(({ id }) => id === documentId);
  const result = name === 'read_document' && typeof document?.content === 'string' ? document.content : 'nothing';
  return { index, status: 'ok', result, startedAt: 1, endedAt: 1, argumentBytes: 0, resultBytes: 0 };
}

function answersOf(events: readonly RunEvent[]): readonly string[] {
  const last = events.at(-1);
  if (last?.type !== 'RunCompleted') return [];
  return last.data.answers.map(({ part }) => {
    const turn = events.find((event) => event.type === 'TurnRecorded' && event.data.turnId === part.turnId);
    const call =
      turn?.type === 'TurnRecorded' && 'calls' in turn.data.answer ? turn.data.answer.calls[part.index - 1] : undefined;
    return typeof call?.arguments === 'string' ? partText(call.arguments, 'answer') : '';
  });
}
