import {
  T0,
  cancelRun,
  dueCommands,
  fireTimer,
  gradeRun,
  lateResult,
  nothing,
  pauseRun,
  played,
  resolveApproval,
  resumeRun,
  startRun,
  SYSTEMS,
  type Behaviour,
  type Draft,
  type Play,
} from '#run/testing';
import { isTerminal, type RunEvent, type TurnId } from '#events';
import { timersOf, type RunState } from '#run';
import fc from 'fast-check';

const MOST_STEPS = 60;
const VERDICTS = ['approve', 'reject', 'happened', 'not_happened', 'fail'] as const;

interface Life {
  readonly system: (typeof SYSTEMS)[number];
  readonly behaviourOf: (turnId: TurnId) => Behaviour;
  readonly choices: Iterator<number>;
  readonly steps: number;
}

const lives: fc.Arbitrary<Life> = fc.record({
  system: fc.constantFrom(...SYSTEMS),
  behaviourOf: fc.func(
    fc.record<Behaviour>({
      does: fc.constantFrom(
        'speaks',
        'speaks',
        'is silent',
        'reads',
        'acts',
        'asks',
        'errs in form',
        'fails',
        'stumbles',
      ),
      choice: fc.nat({ max: 11 }),
      share: fc.constantFrom(0, 0.5, 1),
    }),
  ),
  choices: fc.infiniteStream(fc.nat()),
  steps: fc.integer({ min: 1, max: MOST_STEPS }),
});

/** Streams of runs with failing workers, late results, people and clocks; some have ended, some are cut short. */
export const troubledRuns: fc.Arbitrary<readonly RunEvent[]> = lives.map(({ system, behaviourOf, choices, steps }) => {
  const random = (below: number): number => choices.next().value! % below;
  let now = T0;
  let play = played(nothing, startRun(system), now);
  for (let step = 0; step < steps; step++) {
    const drafts = draftsOf(play, behaviourOf, random);
    const draft = drafts[random(drafts.length)]!;
    now = Math.max(now + random(2_000), draft.type === 'FireTimer' ? draft.data.dueAt : 0);
    play = played(play, draft, now);
  }
  return play.events;
});

export const hasEnded = (events: readonly RunEvent[]): boolean => events.some(isTerminal);

function draftsOf(play: Play, behaviourOf: (turnId: TurnId) => Behaviour, random: (below: number) => number): Draft[] {
  const { state, events } = play;
  const requests = events.filter((event) => event.type === 'TurnRequested');
  const late = requests[random(Math.max(1, requests.length))];
  const due = dueCommands(state, behaviourOf);
  return [
    ...due,
    ...due,
    ...timersOf(state).map(({ timerId, dueAt }) => fireTimer(timerId, dueAt)),
    ...(late === undefined ? [] : [lateResult(late, behaviourOf(late.data.turnId))]),
    ...questionsOf(state).map((id) => resolveApproval(id, VERDICTS[random(VERDICTS.length)]!)),
    ...(random(8) === 0 ? [pauseRun(), cancelRun(), gradeRun()] : [resumeRun()]),
  ];
}

const questionsOf = (state: RunState): readonly string[] =>
  'turns' in state
    ? state.turns.flatMap((turn) => (turn.stage === 'answered' ? turn.questions : [])).map((one) => one.approvalId)
    : [];
