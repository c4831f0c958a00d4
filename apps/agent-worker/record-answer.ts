import { callIdOf, KEY_LIMIT, type CallOutcome, type ControlFact, type EventOf, type ToolCall } from '#events';
import { readControls } from '#coordination';
import type { OutgoingRecord } from '#event-log';
import type { ModelAnswer, RequestedCall } from '#llm';
import { createHash } from 'node:crypto';
import { makeCall } from './calls.js';
import { commandOf } from './commands.js';
import { Contents } from './contents.js';
import type { WorkerDependencies } from './dependencies.js';
import { answeredReport, type ReportBasis } from './reports.js';
import type { TurnContext } from './requests.js';

/** A turn whose model has answered. */
export interface AnsweredTurn {
  readonly context: TurnContext;
  readonly requested: EventOf<'TurnRequested'>;
  readonly basis: ReportBasis;
  readonly signal: AbortSignal;
}

/** What the answer means, and what came of its calls when all of them only read: RecordTurn, else RecordAnswer. */
export async function recordAnswer(
  dependencies: WorkerDependencies,
  turn: AnsweredTurn,
  model: ModelAnswer,
): Promise<OutgoingRecord> {
  const { context, requested } = turn;
  const { turnId, attempt, remaining } = requested.data;
  const contents = new Contents(dependencies.blobs, requested.runId, context.started.erasable);
  const calls = await Promise.all(model.calls.map((call) => toolCall(call, context, contents)));
  const read = readControls({
    purpose: context.purpose,
    remaining,
    isRepair: requested.data.purpose === 'repair',
    text: model.text,
    calls: model.calls,
    team: context.team,
    self: context.agent.agentId,
    heard: context.heard,
  });
  const vendor = model.vendor && { provider: model.vendor.provider, parts: await contents.json(model.vendor.parts) };
  const answer = { text: await contents.text(model.text), calls, ...(vendor === undefined ? {} : { vendor }) };
  const injected = model.injected === undefined ? undefined : await contents.blob(model.injected, 'application/json');
  const report = answeredReport(turn.basis, model, injected);
  const controls = read.controls.map(shortKey);
  // A turn that has said its last word, or is the last, makes no calls any more.
  const due = controls.length > 0 || read.defect !== undefined || remaining === 0 ? [] : calls;
  if (due.some(acts)) {
    return commandOf('RecordAnswer', requested, { turnId, attempt, answer, controls, report });
  }
  const outcomes = await readAll(dependencies, turn, contents, due);
  const defect = read.defect === undefined ? {} : { defect: read.defect };
  return commandOf('RecordTurn', requested, { turnId, attempt, answer, outcomes, controls, ...defect, report });
}

const acts = (call: ToolCall): boolean =>
  call.approval === 'always' || call.effect === 'once' || call.effect === 'idempotent';

async function toolCall(call: RequestedCall, context: TurnContext, contents: Contents): Promise<ToolCall> {
  const tool = context.tools.find(({ name }) => name === call.name);
  const control = context.controls.some((name) => name === call.name);
  return {
    name: call.name,
    arguments: await contents.json(call.arguments),
    vendorCallId: call.callId,
    effect: control ? 'control' : (tool?.effect ?? 'read'),
    approval: tool?.approval ?? 'never',
  };
}

function readAll(
  dependencies: WorkerDependencies,
  { context, requested, signal }: AnsweredTurn,
  contents: Contents,
  calls: readonly ToolCall[],
): Promise<CallOutcome[]> {
  const { runId, data } = requested;
  const scope = { runId, started: context.started, tools: context.tools, contents, signal };
  return Promise.all(
    calls.map(async (call, position) => {
      const due = { call, callId: callIdOf(data.turnId, position + 1), index: position + 1 };
      return (await makeCall(dependencies, scope, due)).outcome;
    }),
  );
}

function shortKey(control: ControlFact): ControlFact {
  if (control.kind !== 'submit_answer' || control.key.length <= KEY_LIMIT) return control;
  return { ...control, key: createHash('sha256').update(control.key).digest('hex') };
}
