import type { Budget, TurnId } from '#events';
import fc from 'fast-check';
import { timersOf } from '../index.js';
import { isLive } from '../state.js';
import {
  cancelRun,
  doubtToolCall,
  fireTimer,
  gradeRun,
  pauseRun,
  recordTurn,
  resolveApproval,
  resumeRun,
  startRun,
  type Draft,
} from './commands.js';
import { dueCommands, lateResult, nothing, played, SYSTEMS, type Behaviour, type Play } from './play.js';
import { T0 } from './results.js';

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
/** How a run may go. */
export const chaoticRuns: fc.Arbitrary<ChaoticRun> = fc.record({
  system: fc.constantFrom(...SYSTEMS),
  budget: fc.oneof(fc.constant<Budget>({}), budgets),
  behaviourOf: fc.func(behaviours),
  choices: fc.infiniteStream(fc.nat()),
  steps: fc.nat({ max: 80 }),
});
export interface ChaoticRun {
  readonly system: (typeof SYSTEMS)[number];
  readonly budget: Budget;
  readonly behaviourOf: (turnId: TurnId) => Behaviour;
  readonly choices: Iterator<number>;
  readonly steps: number;
}

/** A run to its end: among failing workers, zombies, people and clocks, then among nobody but the clocks. */
export const playedThrough = (run: ChaoticRun): Play => outlived(lived(run));

/** Workers, zombies, people and clocks at once. */
function lived({ system, budget, behaviourOf, choices, steps }: ChaoticRun): Play {
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
  const requests = events.filter((event) => event.type === 'TurnRequested');
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
    if (next.events.length === last.events.length)
      throw new Error(`a timer has fired in vain: ${JSON.stringify(next.log.at(-1))}`);
    last = next;
  }
  return last;
}

function fired(play: Play): Play | undefined {
  const [timer] = timersOf(play.state).toSorted((a, b) => a.dueAt - b.dueAt);
  if (timer === undefined) return undefined;
  return played(play, fireTimer(timer.timerId, timer.dueAt), Math.max(timer.dueAt, play.log.at(-1)!.at));
}
