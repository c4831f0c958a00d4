import { isTerminal, type EventOf, type EventType, type RunEvent, type TurnId } from '#events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectInForm } from '#run/testing';
import { fold } from './index.js';
import { chaoticRuns, playedThrough, type ChaoticRun } from './testing/chaos.js';
import { nothing, played, type Play } from './testing/play.js';

const ofType = <T extends EventType>(events: readonly RunEvent[], ...types: readonly T[]): EventOf<T>[] =>
  events.filter((event): event is RunEvent & EventOf<T> => types.some((type) => type === event.type));
const expectDistinct = (items: readonly unknown[]): void => {
  expect(new Set(items).size).toBe(items.length);
};

describe('a run among failing workers, zombies, people and clocks', () => {
  const holds = (property: (play: Play, run: ChaoticRun) => void) => () => {
    fc.assert(
      fc.property(chaoticRuns, (run) => {
        property(playedThrough(run), run);
      }),
      { numRuns: 200 },
    );
  };
  it(
    'ends',
    holds(({ state }) => {
      expect(state.status).toMatch(/completed|failed|cancelled/);
    }),
  );
  it(
    'writes one dense stream in schema form whose times never go back',
    holds(({ events }) => {
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted((a, b) => a - b));
      events.forEach(expectInForm);
    }),
  );
  it(
    'is final once it has ended',
    holds(({ events }) => {
      const after = events.slice(events.findIndex(isTerminal) + 1);
      for (const event of after) expect(event.type).toMatch(/^(RunGraded|TurnDiscarded|ToolCallRecorded)$/);
      for (const { data } of ofType(after, 'ToolCallRecorded')) expect(data.late).toBe(true);
    }),
  );
  it(
    'records nothing twice',
    holds(({ events }) => {
      expectDistinct(ofType(events, 'TurnRecorded').map(({ data }) => data.turnId));
      expectDistinct(ofType(events, 'ToolCallRecorded').map(({ data }) => data.callId));
      const reports = ofType(events, 'TurnAnswered', 'TurnRecorded', 'TurnFailed', 'TurnDiscarded');
      expectDistinct(reports.filter(({ data }) => data.report !== undefined).map(({ causationId }) => causationId));
    }),
  );
  it(
    'has one open attempt of a turn at most, and closes none twice',
    holds(({ events }) => {
      const open = new Map<TurnId, number>();
      for (const { type, data } of ofType(events, 'TurnRequested', 'TurnRecorded', 'TurnFailed')) {
        expect(open.get(data.turnId)).toBe(type === 'TurnRequested' ? undefined : data.attempt);
        if (type === 'TurnRequested') open.set(data.turnId, data.attempt);
        else open.delete(data.turnId);
      }
    }),
  );
  it(
    'lets a call that must not be repeated start again only after a person has said so',
    holds(({ events }) => {
      const started = new Set<string>();
      for (const { type, data } of ofType(events, 'ToolCallStarted', 'TurnResumed')) {
        if (type === 'ToolCallStarted') expect(started.has(data.callId)).toBe(false);
        if (type === 'ToolCallStarted') started.add(data.callId);
        else started.delete(data.callId);
      }
    }),
  );
  it(
    'requests nothing while it is paused',
    holds(({ events }) => {
      let paused = false;
      for (const { type } of events) {
        if (type === 'RunPaused' || type === 'RunResumed') paused = type === 'RunPaused';
        expect(paused && type === 'TurnRequested').toBe(false);
      }
    }),
  );
  it(
    'keeps to its budget: calls that were repeated behind its back apart',
    holds(({ events }, { budget }) => {
      const attempts = new Map<string, { tokens: number; cost: number }>();
      for (const { data } of ofType(events, 'TurnAnswered', 'TurnRecorded', 'TurnFailed', 'TurnDiscarded')) {
        const attempt = `${data.turnId}:${data.attempt}`;
        if (data.report === undefined || attempts.has(attempt)) continue;
        const { usage, cost } = data.report;
        attempts.set(attempt, { tokens: usage.input! + usage.output!, cost: cost! });
      }
      const spent = [...attempts.values()];
      const requested = ofType(events, 'TurnRequested').filter(({ data }) => data.attempt === 1);
      expect(requested.length).toBeLessThanOrEqual(budget.turns ?? Infinity);
      expect(spent.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(budget.tokens ?? Infinity);
      expect(spent.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(budget.microDollars ?? Infinity);
    }),
  );
  it(
    'is decided alike by everybody who reads the same commands',
    holds(({ state, events, log }) => {
      const other = log.reduce((play, { draft, at }) => played(play, draft, at), nothing);
      expect(JSON.stringify(other.events)).toBe(JSON.stringify(events));
      expect(fold(events)).toEqual({ state });
    }),
  );
});
