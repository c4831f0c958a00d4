import { expandPreset, resolveSystem, type ExpandedSystem } from '#coordination';
import { priceKey, type Budget, type Prices, type ResolvedSystem, type ToolDefinition } from '#events';
import { pricesFor } from '#llm';
import type { Task } from '#tasks';
import { errorsBelow } from '../http/field-errors.js';
import { Problem, type FieldError } from '../http/problem.js';
import type { EarlierRun } from './earlier-run.js';
import { modelErrors } from './model-errors.js';
import { REHEARSAL, type PlanSettings } from './plan-settings.js';
import { refuse } from './refuse.js';
import type { RunRequest } from './run-request.js';
import { taskOfRequest } from './task-of-request.js';

/** A request with everything resolved that the run will be a function of. */
export interface RunPlan {
  readonly task: Task;
  readonly system: ResolvedSystem;
  readonly prices: Prices;
  readonly budget: Budget;
  readonly rehearsed: boolean;
}

/**
 * `earlier`: what the run follows up on.
 * @throws Problem that names every field which keeps the run from being started
 */
export function planRun(request: RunRequest, settings: PlanSettings, earlier?: EarlierRun): RunPlan {
  const task = taskOfRequest(request, earlier);
  const asked = expanded(request);
  const system = resolved(asked, toolsOfTask(task, settings.tools()), settings);
  const models = system.agents.map(({ model }) => model);
  const plan = {
    task,
    system,
    prices: pricesFor(models, settings.prices),
    budget: request.budget,
    rehearsed: models.some(({ provider }) => provider === REHEARSAL),
  };
  refuse([...modelErrors(asked, settings, { planned: task.ref !== undefined }), ...priceErrors(plan)]);
  return plan;
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

function expanded({ system }: RunRequest): ExpandedSystem {
  const expansion = expandPreset(system);
  if ('ok' in expansion) return expansion.ok;
  throw unusableSystem(expansion.problems);
}

function resolved(
  system: ExpandedSystem,
  tools: readonly ToolDefinition[],
  { defaultModel }: PlanSettings,
): ResolvedSystem {
  const resolution = resolveSystem({ ...system, model: system.model ?? defaultModel }, tools);
  if ('ok' in resolution) return resolution.ok;
  throw unusableSystem(resolution.problems);
}

const unusableSystem = (problems: readonly FieldError[]): Problem =>
  new Problem('not-runnable', 'the system cannot be used', errorsBelow('system', problems));

/** Money can be counted only where every model that may be asked has a price. */
function priceErrors({ system, prices, budget }: RunPlan): readonly FieldError[] {
  if (budget.microDollars === undefined) return [];
  const asked = system.agents.flatMap(({ model }) => [model, ...(model.fallbacks ?? [])]).map(priceKey);
  const unpriced = [...new Set(asked)].filter((key) => !Object.hasOwn(prices, key));
  if (unpriced.length === 0) return [];
  const message = `cannot be kept, as the price of ${unpriced.join(', ')} is unknown: add it to the file that PARLEY_PRICES names`;
  return [{ field: 'budget.microDollars', message }];
}
