import { answerIn } from '../reading/answer.js';
import { toolArgumentsOf } from '../reading/tool-run.js';
import type { Activation } from './activations.js';
import { agentInArguments, agentInToolName, isGeneralDelegation, plainName } from './agent-names.js';
import { begunCalls } from './begun-calls.js';
import { NONE, type Forest } from './forest.js';

/**
 * Names the activations that have no name, or only a class's, by what their caller asked for, and gives every agent the
 * first spelling of its name.
 */
export function nameAgents(forest: Forest, activations: readonly Activation[]): void {
  const run = new Set(forest.flatMap(({ reading }) => reading.tool ?? []));
  const asking = { run, asked: new Map<number, number>(), begun: begunCalls() };
  for (const activation of activations) adopt(activation, activations, asking);
  for (const activation of activations) {
    if (activation.name !== undefined && !activation.vague) continue;
    const name = nameInTool(forest, activation) ?? declaredName(forest, activation) ?? nameAsked(activation, asking);
    if (name === undefined) continue;
    activation.name = name;
    activation.vague = false;
  }
  oneSpelling(activations);
}

function oneSpelling(activations: readonly Activation[]): void {
  const spellings = new Map<string, string>();
  for (const activation of activations) {
    if (activation.name === undefined) continue;
    const plain = plainName(activation.name);
    activation.name = spellings.get(plain) ?? activation.name;
    spellings.set(plain, activation.name);
  }
}

function nameInTool(forest: Forest, { tool }: Activation): string | undefined {
  const { reading, span } = (tool === undefined ? undefined : forest[tool]) ?? {};
  if (reading?.tool === undefined || span === undefined) return undefined;
  const named = agentInArguments(toolArgumentsOf(span)) ?? agentInToolName(reading.tool);
  return named ?? (isGeneralDelegation(reading.tool) ? undefined : reading.tool);
}

/** So many works are looked at for one that can have called another. */
const LOOKED_AT = 200;

/**
 * Calls whose agent's span was lost, as it is when the agent dies: they are of one that another's answer asked for, if
 * there is one other in the trace that was at work all the while.
 */
function adopt(lost: Activation, activations: readonly Activation[], asking: Asking): void {
  if (lost.node !== NONE || lost.name !== undefined || lost.parent !== undefined) return;
  const hosts = activations
    .slice(0, LOOKED_AT)
    .filter(({ node, traceId }) => node !== NONE && traceId === lost.traceId)
    .filter(({ startMs, endMs }) => startMs <= lost.startMs && lost.endMs <= endMs);
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return;
  const name = nameAsked({ ...lost, parent: host }, { ...asking, asked: new Map() });
  if (name === undefined) return;
  lost.name = name;
  lost.parent = host;
}

interface Asking {
  /** Names of the tools that have spans. */
  readonly run: ReadonlySet<string>;
  /** How many were named by a call, by its node. */
  readonly asked: Map<number, number>;
  readonly begun: ReturnType<typeof begunCalls>;
}

/** The caller's last answer before asked for a call that no tool span ran: that call is the agent. */
function nameAsked({ parent, startMs }: Activation, { run, asked, begun }: Asking): string | undefined {
  const call = parent && begun(parent.calls, startMs);
  if (call === undefined) return undefined;
  const nth = asked.get(call.node) ?? 0;
  asked.set(call.node, nth + 1);
  const { name, arguments: given } =
    answerIn(call.span).calls.filter((candidate) => !run.has(candidate.name))[nth] ?? {};
  return agentInArguments(given) ?? name;
}

const DECLARED = /^smolagents\.managed_agents\.\d+\.name$/;

/** smolagents declares its agents on the manager; the task that an agent is given quotes its name. */
function declaredName(forest: Forest, { parent, node }: Activation): string | undefined {
  const manager = parent && forest[parent.node];
  if (manager === undefined) return undefined;
  const declared = [...manager.span.attributes].flatMap(([key, value]) =>
    DECLARED.test(key) && typeof value === 'string' ? [value] : [],
  );
  if (declared.length <= 1) return declared[0];
  const texts = [...(forest[node]?.span.attributes.values() ?? [])].filter((value) => typeof value === 'string');
  return declared.find((name) => texts.some((text) => text.includes(`'${name}'`)));
}
