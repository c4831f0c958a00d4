import {
  isBlobRef,
  type Blobs,
  type CommandData,
  type Content,
  type Document,
  type ResolvedSystem,
  type RunId,
  type TaskBrief,
  type ToolDefinition,
} from '#events';
import { canonicalTask, type Task } from '#tasks';
import type { RunSampler } from '#telemetry';
import { sha256 } from '../hashes.js';
import { inlineOrBlob, type Keep } from './inline-or-blob.js';
import type { RunPlan } from './run-plan.js';
import type { RunRequest } from './run-request.js';
import { traceContextOf } from './trace-context.js';

/** What is drawn or given for one run besides its plan. */
export interface RunIdentity {
  readonly runId: RunId;
  /** Used where the request names no seed. */
  readonly seed: number;
  /** Keeps equal expected answers from having equal hashes, and short ones from being guessed by theirs: it is in no record. */
  readonly salt: string;
  readonly bodyHash: string;
  readonly idempotencyKey?: string | undefined;
  readonly traceparent?: string | undefined;
  /** Of this installation: which traces are wanted. */
  readonly samples: RunSampler;
}

/** Everything that the run is a function of, long texts in blobs of the run. */
export async function startRunData(
  request: RunRequest,
  { task, system, prices, budget, rehearsed }: RunPlan,
  identity: RunIdentity,
  blobs: Pick<Blobs, 'put'>,
): Promise<CommandData<'StartRun'>> {
  const { runId, idempotencyKey } = identity;
  const { erasable } = request;
  const keep = inlineOrBlob(blobs, runId);
  const gradingRef = await gradingBlob(task, identity, blobs);
  return {
    brief: await keptBrief(task, erasable, keep),
    ...(task.ref && { taskRef: task.ref }),
    taskHash: sha256(canonicalTask(task)),
    ...(gradingRef && { gradingRef }),
    system: await keptSystem(system, erasable, keep),
    systemHash: sha256(JSON.stringify(system)),
    prices,
    budget,
    seed: request.seed ?? identity.seed,
    rehearsed,
    erasable,
    labels: request.labels,
    ...(request.comparisonId !== undefined && { comparisonId: request.comparisonId }),
    ...(request.continuesRunId !== undefined && { continuesRunId: request.continuesRunId }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    bodyHash: identity.bodyHash,
    ...traceContextOf(identity.traceparent, runId, identity.samples),
  };
}

/** In bytes: how long an answer is that is expected does not show in the length of its text, which the log tells. */
const GRADING_STEP = 1_024;

/** What only a grader reads; a task that nobody can grade has none. */
async function gradingBlob({ grader }: Task, { runId, salt }: RunIdentity, blobs: Pick<Blobs, 'put'>) {
  if (grader.kind === 'none') return undefined;
  const text = JSON.stringify({ salt, grader });
  const over = Buffer.byteLength(text) % GRADING_STEP;
  return blobs.put(runId, text + ' '.repeat((GRADING_STEP - over) % GRADING_STEP), 'application/json');
}

async function keptBrief({ brief }: Task, erasable: boolean, keep: Keep): Promise<TaskBrief> {
  const input = await keptContent(brief.input, erasable, keep);
  const documents: Document[] = [];
  for (const document of brief.documents) {
    documents.push({ ...document, content: await keptContent(document.content, erasable, keep) });
  }
  return { input, documents, tools: brief.tools };
}

const keptContent = async (content: Content, erasable: boolean, keep: Keep): Promise<Content> =>
  isBlobRef(content) ? content : keep(content, { erasable });

/** Instructions hold words of the user's; tools and prompts are ours. */
async function keptSystem(system: ResolvedSystem, erasable: boolean, keep: Keep): Promise<ResolvedSystem> {
  const agents: ResolvedSystem['agents'] = [];
  for (const agent of system.agents) {
    agents.push({ ...agent, instructions: await keptContent(agent.instructions, erasable, keep) });
  }
  return { ...system, agents, tools: await keptTools(system.tools, keep) };
}

async function keptTools(tools: ResolvedSystem['tools'], keep: Keep): Promise<ResolvedSystem['tools']> {
  if (!Array.isArray(tools)) return tools;
  const kept = await keep(JSON.stringify(tools satisfies ToolDefinition[]), { mediaType: 'application/json' });
  return isBlobRef(kept) ? kept : tools;
}
