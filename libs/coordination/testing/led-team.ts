import type { Parameters } from '#events';
import type { Architecture } from '../architecture.js';
import type { Activation } from '../view.js';
import { play, type Played } from './play.js';
import { delegates, emptyView, finishes, reports, saysNothing, type Outcome } from './view-builder.js';

/**
 * What a team that is led does: by `purpose agent`, else by `purpose`, each time the next one and then the last one
 * again. Nothing given: the orchestrator has the first two workers work and finishes, and everybody reports.
 */
export type Lines = Readonly<Record<string, readonly Outcome[]>>;

const USUAL: Lines = { plan: [delegates('worker-1', 'worker-2'), finishes], work: [reports], verify: [reports] };

export function ledRun(architecture: Architecture, parameters: Parameters, lines: Lines, limit?: number): Played {
  const all = { workers: 3, rounds: 5, turnsPerRound: 3, ...parameters };
  const spoken = new Map<string, number>();
  const outcomeOf = ({ agentId, purpose }: Activation): Outcome => {
    const own = `${purpose} ${agentId}`;
    const time = spoken.get(own) ?? 0;
    spoken.set(own, time + 1);
    const known = lines[own] ?? lines[purpose] ?? USUAL[purpose] ?? [];
    return known[time] ?? known.at(-1) ?? saysNothing;
  };
  return play(architecture, emptyView(architecture.team(all), all), { outcomeOf }, limit);
}
