import { resolveSystem } from '#coordination';
import {
  asCommandId,
  asRunId,
  type Blobs,
  type CommandOf,
  type ModelSpec,
  type RunId,
  type ToolDefinition,
} from '#events';
import { taskOf, type Task } from '#tasks';
import { v7 } from 'uuid';

const HASH = '0'.repeat(64);
const MODELS: Readonly<Record<'rehearsal' | 'effects', ModelSpec>> = {
  rehearsal: { provider: 'rehearsal', model: 'rehearsal-mid', calling: 'native', parameters: {} },
  effects: { provider: 'effects', model: 'scripted', calling: 'native', parameters: {} },
};

export interface Start {
  readonly architecture: string;
  readonly index: number;
  readonly model: keyof typeof MODELS;
}

/** StartRun as the gateway would publish it. */
export async function startCommand(
  { architecture, index, model }: Start,
  tools: readonly ToolDefinition[],
  blobs: Blobs,
): Promise<CommandOf<'StartRun'>> {
  const runId = asRunId(v7());
  const task = model === 'effects' ? effectsTask(tools) : generated(index);
  const used = tools.filter(({ name }) => task.brief.tools.includes(name));
  const resolution = resolveSystem({ architecture, model: MODELS[model], limits: { backoffMs: 20 } }, used);
  if (!('ok' in resolution)) throw new Error(JSON.stringify(resolution.problems));
  return {
    type: 'StartRun',
    runId,
    tenant: 'default',
    source: '/parley/test',
    time: Date.now(),
    id: asCommandId(v7()),
    data: {
      brief: task.brief,
      ...(task.ref === undefined ? {} : { taskRef: task.ref }),
      taskHash: HASH,
      gradingRef: await gradingBlob(runId, task, blobs),
      system: resolution.ok,
      systemHash: HASH,
      prices: {},
      budget: {},
      seed: index,
      rehearsed: model === 'rehearsal',
      erasable: false,
      labels: {},
      traceId: runId.replaceAll('-', ''),
      sampled: false,
    },
  };
}

const gradingBlob = (runId: RunId, { grader }: Task, blobs: Blobs) =>
  blobs.put(runId, JSON.stringify({ salt: 'salt', grader }), 'application/json');

function generated(index: number): Task {
  const task = taskOf({ family: 'filings', seed: 1, index, level: 2 });
  if (!('ok' in task)) throw new Error(JSON.stringify(task.problems));
  return task.ok;
}

const effectsTask = (tools: readonly ToolDefinition[]): Task => ({
  brief: {
    input: 'Use the tools.',
    documents: [],
    tools: tools.map(({ name }) => name).filter((name) => name.startsWith('test_')),
  },
  grader: { kind: 'exact', expected: 'all done' },
});
