import type { MessageKind } from '#events';
import type { Step, Trajectory } from '#trajectory';

type Data = Readonly<Record<string, unknown>>;
type NewStep = Step extends infer S ? (S extends Step ? Omit<S, 'index' | 'at'> : never) : never;

/** A trajectory, told line by line. Every line is one step. */
export interface Conversation {
  readonly rules: (text: string) => Conversation;
  readonly asks: (text: string) => Conversation;
  readonly says: (agent: string, text: string) => Conversation;
  readonly tells: (agent: string, to: string | readonly string[], text: string, kind?: MessageKind) => Conversation;
  /** A turn with a call, and as the next step what came of it; a text result that begins with `Error` is one. */
  readonly calls: (agent: string, name: string, given: Data, result: unknown) => Conversation;
  readonly trajectory: (status?: Trajectory['status']) => Trajectory;
}

export function conversation(): Conversation {
  const steps: Step[] = [];
  const add = (step: NewStep): void => {
    steps.push({ ...step, index: steps.length, at: steps.length });
  };
  const turn = (agent: string, text: string, calls: readonly string[]): void => {
    add({ kind: 'turn', agent, turnId: `${agent}.${steps.length}`, status: 'recorded', text, calls });
  };
  const message = (
    agent: string,
    to: readonly string[],
    content: string,
    messageKind: MessageKind = 'delegate',
  ): void => {
    add({ kind: 'message', agent, to, messageKind, content });
  };
  const self: Conversation = {
    rules: (text) => (message('system', [], text), self),
    asks: (text) => (message('user', [], text), self),
    says: (agent, text) => (turn(agent, text, []), self),
    tells: (agent, to, text, kind) => (message(agent, [to].flat(), text, kind), self),
    calls: (agent, name, given, result) => {
      turn(agent, '', [name]);
      const turnId = `${agent}.${steps.length - 1}`;
      add({
        kind: 'tool_call',
        agent,
        turnId,
        callId: `${turnId}.1`,
        name,
        status: 'ok',
        arguments: JSON.stringify(given),
        result: typeof result === 'string' ? result : JSON.stringify(result),
      });
      return self;
    },
    trajectory: (status = 'completed') => trajectoryOf(steps, status),
  };
  return self;
}

const trajectoryOf = (steps: readonly Step[], status: Trajectory['status']): Trajectory => ({
  runId: 'run',
  gradable: false,
  rehearsed: false,
  status,
  startedAt: 0,
  agents: [...new Set(steps.map(({ agent }) => agent))].map((agent) => ({ agent })),
  steps,
  failures: [],
  discarded: [],
  answers: [],
  gradings: [],
});
