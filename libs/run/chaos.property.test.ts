import { isTerminal, type Budget, type EventOf, type EventType, type RunEvent, type TurnId } from '#events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cancelRun,
  doubtToolCall,
  expectInForm,
  fireTimer,
  gradeRun,
  pauseRun,
  recordTurn,
  resolveApproval,
  resumeRun,
  startRun,
  T0,
} from '#run/testing';
import { fold, timersOf } from './index.js';
import { isLive } from './state.js';
import type { Draft } from './testing/commands.js';
import { dueCommands, lateResult, nothing, played, SYSTEMS, type Behaviour, type Play } from './testing/play.js';

const behaviours = fc.record<Behaviour>({
  does: fc.constantFrom('speaks', 'speaks', 'is silent', 'reads', 'acts', 'asks', 'errs in form', 'fails', 'stumbles'),
  choice: fc.nat({ max: 11 }),
  share: fc.constantFrom(0, 0.5, 1, 1, 1),
});
const budgets: fc.Arbitrary<Budget> = fc.record(
  {
    turns: fc.nat({ max: 15 }),
    tokens: fc.nat({ max: 3_000 }),
    microDollars: fc.nat({ max: 5_000 }),
    wallMs: fc.nat({ max: 500_000 }),
  },
  { requiredKeys: [] },
);
const runs: fc.Arbitrary<Run> = fc.record({
  system: fc.constantFrom(...SYSTEMS),
  budget: fc.oneof(fc.constant<Budget>({}), budgets),
  behaviourOf: fc.func(behaviours),
  choices: fc.infiniteStream(fc.nat()),
  steps: fc.nat({ max: 80 }),
});
interface Run {
  readonly system: (typeof SYSTEMS)[number];
  readonly budget: Budget;
  readonly behaviourOf: (turnId: TurnId) => Behaviour;
  readonly choices: Iterator<number>;
  readonly steps: number;
}

/** Workers, zombies, people and clocks at once; then nobody but the clocks. */
function lived({ system, budget, behaviourOf, choices, steps }: Run): Play {
  const random = (below: number): number => choices.next().value! % below;
  const pick = <T>(items: readonly T[]): T | undefined => items[random(Math.max(1, items.length))];
  let now = T0;
  let play = played(nothing, startRun({ ...system, budget }), now);
  for (let step = 0; step < steps; step++) {
    const draft = pick(draftsOf(play, behaviourOf, random)) ?? recordTurn('nobody.1');
    now = Math.max(now + random(2_000), draft.type === 'FireTimer' && random(4) > 0 ? draft.data.dueAt : 0);
    play = played(play, draft, now);
  }
  return play;
}

function draftsOf(play: Play, behaviourOf: (turnId: TurnId) => Behaviour, random: (below: number) => number): Draft[] {
  const { state, events, log } = play;
  const past = log[random(log.length)]!;
  const requests = ofType(events, 'TurnRequested');
  const request = requests[random(Math.max(1, requests.length))];
  const due = dueCommands(state, behaviourOf);
  return [
    ...due,
    ...due,
    ...timersOf(state).map(({ timerId, dueAt }) => fireTimer(timerId, dueAt)),
    ...(request === undefined ? [] : [lateResult(request, behaviourOf(request.data.turnId))]),
    { ...past.draft, number: past.draft.number ?? log.indexOf(past) + 1 },
    ...people(play),
    ...(random(10) === 0 ? [pauseRun(), cancelRun(), gradeRun()] : [resumeRun()]),
  ];
}

const VERDICTS = ['approve', 'reject', 'happened', 'not_happened', 'fail'] as const;

function people({ state, log }: Play): Draft[] {
  if (!isLive(state)) return [];
  const answered = state.turns.filter((turn) => turn.stage === 'answered');
  return answered.flatMap(({ turnId, calls, questions }) => [
    ...questions.map(({ approvalId }) => resolveApproval(approvalId, VERDICTS[log.length % VERDICTS.length]!)),
    ...calls.flatMap((call, index) => ('claim' in call ? [doubtToolCall(`${turnId}.${index + 1}`, call.claim)] : [])),
  ]);
}

/** Resumes the run where it was left paused, and lets timers fire as long as there are any: none fires in vain. */
function outlived(play: Play): Play {
  const now = play.log.at(-1)!.at;
  let last = play.state.status === 'paused' ? played(play, resumeRun(), now) : play;
  for (let next = fired(last); next !== undefined; next = fired(last)) {
    expect(next.events.length).toBeGreaterThan(last.events.length);
    last = next;
  }
  return last;
}

function fired(play: Play): Play | undefined {
  const [timer] = timersOf(play.state).toSorted((a, b) => a.dueAt - b.dueAt);
  if (timer === undefined) return undefined;
  return played(play, fireTimer(timer.timerId, timer.dueAt), Math.max(timer.dueAt, play.log.at(-1)!.at));
}

const ofType = <T extends EventType>(events: readonly RunEvent[], ...types: readonly T[]): EventOf<T>[] =>
  events.filter((event): event is RunEvent & EventOf<T> => types.some((type) => type === event.type));
const expectDistinct = (items: readonly unknown[]): void => {
  expect(new Set(items).size).toBe(items.length);
};

describe('a run among failing workers, zombies, people and clocks', () => {
  const holds = (property: (play: Play, run: Run) => void) => () => {
    fc.assert(
      fc.property(runs, (run) => {
        property(outlived(lived(run)), run);
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
