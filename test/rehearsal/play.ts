import {
  asCommandId,
  callIdOf,
  type Blobs,
  type CallOutcome,
  type CommandData,
  type CommandType,
  type EventOf,
  type ModelSpec,
  type Parameters,
  type RunCommand,
  type RunEvent,
  type TaskRef,
  type ToolCall,
} from '#events';
import { heardBy, isControlName, partText, readControls, resolveSystem } from '#coordination';
import type { ModelAnswer, Provider, RequestedCall } from '#llm';
import { initial, step, type RunState } from '#run';
import { RUN_ID, startRunData } from '../../libs/run/testing/start-run-data.js';
import { taskOf, type Office } from '#tasks';
import { BUILT_IN_TOOLS, officeSandbox, officeTools, runCall, type LoadedDocument, type Tool } from '#tools';
import { turnContext } from '../../apps/agent-worker/requests.js';

const RESULT_LIMIT = 20_000;
/** Nothing of these tasks is so long. */
const NO_BLOBS: Blobs = {
  put: () => Promise.reject(new Error('there are no blobs here')),
  get: () => Promise.reject(new Error('there are no blobs here')),
  removeRuns: () => Promise.resolve(),
};

export interface PlayedRun {
  readonly events: readonly RunEvent[];
  /** The run's answers as a grader reads them; none for a run that failed. */
  readonly answers: readonly string[];
  /** How it has left its office, where it had one. */
  readonly office: Office | undefined;
}

export interface Staging {
  readonly architecture: string;
  readonly parameters?: Parameters;
  readonly model: string;
  /** Default: natively. */
  readonly calling?: ModelSpec['calling'];
  readonly ref: TaskRef;
  readonly seed?: number;
}

/**
 * Plays a generated task on an architecture to its end in memory: the real decider, coordination, conversation and
 * tools, with a worker that is just large enough.
 */
export async function play(provider: Provider, staging: Staging): Promise<PlayedRun> {
  const offices = officeSandbox(':memory:');
  const tools = [...BUILT_IN_TOOLS, ...officeTools(offices)];
  const data = startOf(provider.name, staging, tools);
  const run = new Run(data);
  for (let asked = run.next(); asked !== undefined; asked = run.next()) {
    const { request } = await turnContext(run.events, asked, NO_BLOBS);
    const answer = await provider.complete({ ...request, signal: new AbortController().signal });
    run.take('RecordTurn', await recordOf({ ...data, tools, heard: heardBy(run.events, asked) }, asked, answer));
  }
  const office = await offices.officeOf(RUN_ID);
  await offices.close();
  return { events: run.events, answers: answersOf(run.events), office };
}

type Started = CommandData<'StartRun'>;
/** A run's start, all tools, and whose findings the asked agent has been sent. */
type Context = Started & { readonly tools: readonly Tool[]; readonly heard: ReturnType<typeof heardBy> };
type Asked = EventOf<'TurnRequested'>;

function startOf(
  provider: string,
  { architecture, parameters, model, calling = 'native', ref, seed = 1 }: Staging,
  all: readonly Tool[],
): Started {
  const task = taskOf(ref);
  if (!('ok' in task)) throw new Error(`no such task: ${JSON.stringify(task.problems)}`);
  const { brief } = task.ok;
  const tools = all.map(({ definition }) => definition).filter(({ name }) => brief.tools.includes(name));
  const spec = { provider, model, calling, parameters: {} };
  const system = resolveSystem({ architecture, model: spec, parameters }, tools);
  if (!('ok' in system)) throw new Error(`no such system: ${JSON.stringify(system.problems)}`);
  return { ...startRunData(), brief, taskRef: ref, system: system.ok, seed };
}

class Run {
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

async function recordOf(context: Context, asked: Asked, answer: ModelAnswer): Promise<CommandData<'RecordTurn'>> {
  const { turnId, attempt, agentId, purpose, remaining } = asked.data;
  const { text, calls, usage, finishReason } = answer;
  const { system, heard } = context;
  const read = readControls({ purpose, remaining, text, calls, team: system.agents, self: agentId, heard });
  if (read.defect !== undefined) throw new Error(`${turnId}: ${read.defect.message}`);
  const made = read.controls.length > 0 ? [] : calls;
  return {
    turnId,
    attempt,
    answer: { text, calls: calls.map(toolCall) },
    outcomes: await Promise.all(made.map((call, position) => outcomeOf(context, asked, call, position + 1))),
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

async function outcomeOf(
  { brief, tools }: Context,
  asked: Asked,
  { name, arguments: written }: RequestedCall,
  index: number,
): Promise<CallOutcome> {
  const { status, result } = await runCall(
    tools.find(({ definition }) => definition.name === name),
    {
      name,
      arguments: written,
      callId: callIdOf(asked.data.turnId, index),
      runId: RUN_ID,
      documents: () => Promise.resolve(documentsOf(brief)),
      available: brief.tools,
      limit: RESULT_LIMIT,
      signal: new AbortController().signal,
    },
  );
  return { index, status, result, startedAt: 1, endedAt: 1, argumentBytes: 0, resultBytes: 0 };
}

const documentsOf = ({ documents }: Started['brief']): readonly LoadedDocument[] =>
  documents.map(({ id, title, content }) => ({ id, title, text: typeof content === 'string' ? content : '' }));

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
