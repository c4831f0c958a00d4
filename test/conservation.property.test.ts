import { describe, expect, it } from '@jest/globals';
import { agentOfTurn, tokensOf, type CallReport, type RunEvent } from '#events';
import { runMetricsOf } from '#metrics';
import { changesOf } from '#read-models';
import { chaoticRuns, playedThrough } from '#run/testing';
import { trajectoryOf } from '#trajectory';
import fc from 'fast-check';

/** One attempt at a model call, as its event reports it. */
interface Spent {
  readonly agentId: string;
  readonly microDollars: number;
  readonly tokens: number;
}

const reportIn = ({ data }: RunEvent): CallReport | undefined => ('report' in data ? data.report : undefined);

const attemptsIn = (events: readonly RunEvent[]): readonly Spent[] =>
  events.flatMap((event) => {
    const report = reportIn(event);
    if (report === undefined || !('turnId' in event.data)) return [];
    const agentId = agentOfTurn(event.data.turnId);
    return [{ agentId, microDollars: report.cost ?? 0, tokens: tokensOf(report.usage) }];
  });

/** The rows of the read model, from which the totals of runs and agents are summed. */
const rowsOf = (events: readonly RunEvent[]): readonly Spent[] =>
  events.flatMap(changesOf).flatMap((change) => {
    if (change.change !== 'insert' || change.table !== 'usage') return [];
    const { agentId, microDollars, input, output } = change.row;
    return [{ agentId, microDollars: microDollars ?? 0, tokens: (input ?? 0) + (output ?? 0) }];
  });

const sum = (some: readonly Spent[], of: 'microDollars' | 'tokens'): number =>
  some.reduce((total, spent) => total + spent[of], 0);

describe('what a run has cost', () => {
  it('is what its attempts have cost, in all and by agent, however many failed, were repeated or came too late', () => {
    fc.assert(
      fc.property(chaoticRuns, (run) => {
        const { events } = playedThrough(run);
        const [attempts, rows] = [attemptsIn(events), rowsOf(events)];
        expect(rows.toSorted(inOrder)).toEqual(attempts.toSorted(inOrder));
        for (const agentId of new Set(attempts.map((spent) => spent.agentId))) {
          const own = ({ agentId: of }: Spent) => of === agentId;
          expect(sum(rows.filter(own), 'microDollars')).toBe(sum(attempts.filter(own), 'microDollars'));
        }
        const metrics = runMetricsOf(trajectoryOf(events)!);
        if (attempts.length === 0 && metrics.lostAttempts > 0) {
          expect([metrics.microDollars.value, metrics.tokens.value]).toEqual([undefined, undefined]);
          return;
        }
        expect(metrics.microDollars).toEqual({ value: sum(attempts, 'microDollars') });
        expect(metrics.tokens).toEqual({ value: sum(attempts, 'tokens') });
      }),
      { numRuns: 100 },
    );
  });
});

const inOrder = (a: Spent, b: Spent): number =>
  a.agentId.localeCompare(b.agentId) || a.microDollars - b.microDollars || a.tokens - b.tokens;
