import type { Answer, CallOutcome, CallReport, ControlFact, ToolCall } from '#events';

/** 2026-01-01T00:00:00Z: when the first command of a scenario is recorded. */
export const T0 = 1_767_225_600_000;

/** A call that used 10 tokens in and 5 out, and cost what they cost by `PRICES`. */
export const reportOf = (options: Partial<CallReport> = {}): CallReport => ({
  worker: 'worker-a',
  startedAt: T0,
  endedAt: T0 + 500,
  provider: 'test',
  asked: 'model',
  parameters: {},
  finishReason: 'stop',
  usage: { input: 10, output: 5, source: 'reported' },
  cost: 30,
  ...options,
});

export const callTo = (effect: ToolCall['effect'], approval: ToolCall['approval'] = 'never'): ToolCall => ({
  name: `${effect}-tool`,
  arguments: '{"x":1}',
  effect,
  approval,
});

export const answerOf = (text: string, ...calls: readonly ToolCall[]): Answer => ({ text, calls: [...calls] });

export const outcomeOf = (index: number, options: Partial<CallOutcome> = {}): CallOutcome => ({
  index,
  status: 'ok',
  result: 'done',
  startedAt: T0,
  endedAt: T0 + 10,
  argumentBytes: 7,
  resultBytes: 4,
  ...options,
});

/** An answer of the run, in the turn's text. */
export const submit = (key = '42'): ControlFact => ({ kind: 'submit_answer', index: 0, key });
