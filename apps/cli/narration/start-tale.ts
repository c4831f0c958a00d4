import { architectures } from '#coordination';
import type { ResolvedAgent, ResolvedSystem } from '#events';
import { askedNow } from '#tasks';
import { oneLine } from '../rendering/fit.js';
import { excerpt, happening } from './lines.js';
import { shown } from './spoken.js';
import type { Tale, Telling } from './tale.js';

const TASK_LINES = 12;

export const started: Tale<'RunStarted'> = ({ runId, data }, told, telling) => {
  const { system, brief, taskRef: ref, continuesRunId } = data;
  told.members = system.agents.length;
  const named = system.name === system.architecture ? '' : ` (${system.name})`;
  const settings = settingsOf(system);
  const task = ref === undefined ? 'task' : `task (${ref.family}, seed ${ref.seed}, index ${ref.index})`;
  return [
    telling.paint('bold', `run ${runId}${data.rehearsed ? ' (rehearsed)' : ''}`),
    ...happening(`${system.architecture}${named}: ${teamText(system.agents)}`, telling),
    ...(settings === '' ? [] : happening(`with ${settings}`, telling)),
    ...(continuesRunId === undefined ? [] : happening(`follows up on run ${continuesRunId}`, telling)),
    ...taskTold(task, askedNow(shown(brief.input)), telling),
  ];
};

/** `orchestrator on openai/gpt-5; worker-1, worker-2 on openai/gpt-5-nano` */
function teamText(agents: readonly ResolvedAgent[]): string {
  const byModel = Map.groupBy(agents, ({ model }) => `${model.provider}/${model.model}`);
  const parts = [...byModel].map(([model, group]) => `${group.map(({ agentId }) => agentId).join(', ')} on ${model}`);
  return parts.join('; ');
}

/** The parameters that are not the architecture's defaults. */
function settingsOf({ architecture, parameters }: ResolvedSystem): string {
  const infos = architectures().find(({ name }) => name === architecture)?.parameters ?? [];
  const isDefault = ([name, value]: [string, unknown]) => infos.find((info) => info.name === name)?.default === value;
  const changed = Object.entries(parameters).filter((entry) => !isDefault(entry));
  return changed.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}

function taskTold(heading: string, words: string, telling: Telling): readonly string[] {
  const line = `  ${heading}: ${oneLine(words, Number.MAX_SAFE_INTEGER)}`;
  if (telling.brief) return [oneLine(`${heading}: ${words}`, telling.width - 2)].map((one) => `  ${one}`);
  if (!words.includes('\n') && line.length <= telling.width) return [line];
  return [`  ${heading}:`, ...excerpt(words, TASK_LINES, telling)];
}
