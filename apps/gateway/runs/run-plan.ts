import { resolveSystem } from '#coordination';
import { priceKey, type Budget, type ModelSpec, type Prices, type ResolvedSystem, type ToolDefinition } from '#events';
import { pricesFor } from '#llm';
import { parseUserTask, taskOf, type Task } from '#tasks';
import { errorsBelow } from '../http/field-errors.js';
import { Problem, type FieldError } from '../http/problem.js';
import type { RunRequest } from './run-request.js';

/** Provider of rehearsed models, which need a task with a reference plan. */
const REHEARSAL = 'rehearsal';
const OPENAI_COMPATIBLE = 'openai-compatible';

export interface PlanSettings {
  readonly defaultModel: ModelSpec;
  /** Whether an `openai-compatible` model may leave out its address. */
  readonly hasModelServer: boolean;
  readonly prices: Prices;
  readonly tools: readonly ToolDefinition[];
}

/** A request with everything resolved that the run will be a function of. */
export interface RunPlan {
  readonly task: Task;
  readonly system: ResolvedSystem;
  readonly prices: Prices;
  readonly budget: Budget;
  readonly rehearsed: boolean;
}

/** @throws Problem that names every field which keeps the run from being started */
export function planRun(request: RunRequest, settings: PlanSettings): RunPlan {
  const task = taskOfRequest(request);
  const system = systemOfRequest(request, toolsOfTask(task, settings.tools), settings);
  const models = system.agents.map(({ model }) => model);
  const plan = {
    task,
    system,
    prices: pricesFor(models, settings.prices),
    budget: request.budget ?? {},
    rehearsed: models.some(({ provider }) => provider === REHEARSAL),
  };
  refuse([...addressErrors(models, settings), ...rehearsalErrors(plan), ...priceErrors(plan)]);
  return plan;
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem('not-runnable', 'the task or the system cannot be run as asked', errors);
}

function taskOfRequest({ task, taskRef }: RunRequest): Task {
  const parsed = taskRef === undefined ? parseUserTask(task) : taskOf(taskRef);
  if ('ok' in parsed) return parsed.ok;
  throw new Problem(
    'not-runnable',
    'the task cannot be used',
    errorsBelow(taskRef === undefined ? 'task' : 'taskRef', parsed.problems),
  );
}

function toolsOfTask({ brief }: Task, known: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const found = brief.tools.map((name) => known.find((tool) => tool.name === name));
  const names = known.map(({ name }) => name).join(', ');
  refuse(
    found.flatMap((tool, index) =>
      tool === undefined
        ? [{ field: `task.tools[${index}]`, message: `"${brief.tools[index] ?? ''}" is not a tool: use ${names}` }]
        : [],
    ),
  );
  return found.filter((tool) => tool !== undefined);
}

function systemOfRequest(
  { system }: RunRequest,
  tools: readonly ToolDefinition[],
  { defaultModel }: PlanSettings,
): ResolvedSystem {
  const resolution = resolveSystem({ ...system, model: system.model ?? defaultModel }, tools);
  if ('ok' in resolution) return resolution.ok;
  throw new Problem('not-runnable', 'the system cannot be used', errorsBelow('system', resolution.problems));
}

/** A vendor's or a local server's model has to be somewhere. */
function addressErrors(models: readonly ModelSpec[], { hasModelServer }: PlanSettings): readonly FieldError[] {
  const lost = models.find(({ provider, baseUrl }) => provider === OPENAI_COMPATIBLE && baseUrl === undefined);
  if (lost === undefined || hasModelServer) return [];
  const message = `is missing for ${priceKey(lost)}: give the server's address, or set PARLEY_BASE_URL and PARLEY_MODEL`;
  return [{ field: 'system.model.baseUrl', message }];
}

function rehearsalErrors({ rehearsed, task }: RunPlan): readonly FieldError[] {
  if (!rehearsed || task.ref !== undefined) return [];
  const message =
    'is rehearsed, which works for generated tasks only: name a real model (or set PARLEY_BASE_URL and PARLEY_MODEL), or give taskRef instead of task';
  return [{ field: 'system.model', message }];
}

/** Money can be counted only where every model that may be asked has a price. */
function priceErrors({ system, prices, budget }: RunPlan): readonly FieldError[] {
  if (budget.microDollars === undefined) return [];
  const asked = system.agents.flatMap(({ model }) => [model, ...(model.fallbacks ?? [])]).map(priceKey);
  const unpriced = [...new Set(asked)].filter((key) => !Object.hasOwn(prices, key));
  if (unpriced.length === 0) return [];
  const message = `cannot be kept, as the price of ${unpriced.join(', ')} is unknown: add it to the file that PARLEY_PRICES names`;
  return [{ field: 'budget.microDollars', message }];
}
