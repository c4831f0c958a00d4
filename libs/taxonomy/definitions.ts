import type { FailureMode } from './failure-mode.js';

export interface Definition {
  readonly mode: FailureMode;
  /** The idea as the paper has it, in our words. */
  readonly paper?: string;
  /** Ours, sharper where the paper leaves it open. */
  readonly ours: string;
  /** Questions to ask of the decisive step, each to be answered with yes. */
  readonly rubric: readonly string[];
  readonly examples: readonly string[];
  readonly notThis: readonly string[];
}

/** In the order in which they are tried on the decisive step: the first that fits is the label, others are secondary. */
export const DEFINITIONS: readonly Definition[] = [
  {
    mode: 'coordination_failure',
    paper: 'Of teams only: a message misread, a conflict over who does what, or states that are out of step.',
    ours: 'Work goes wrong between those who take part: the wrong one acts or answers, the same work is given out twice, an order is not answered, somebody acts on what another has changed, or hands the floor over with the work undone.',
    rubric: [
      'Are at least two participants involved in the fault?',
      'Would each of them have done right with the right message, at the right time, from the right sender?',
    ],
    examples: [
      'A worker reports on a question that was put to its colleague.',
      'An agent speaks of a status that an action of the team has changed since.',
    ],
    notThis: ['A brief that loses a condition: that is context omission of the delegator.'],
  },
  {
    mode: 'numerical_drift',
    paper:
      'Error that grows by rounding or conversion of units; counted where the result is off the truth by more than 5 percent.',
    ours: 'A number leaves its source: misquoted, miscounted, miscalculated or converted wrongly. There need be no truth to compare with: the source in the run is enough.',
    rubric: [
      'Is there a source, a sum or a count in the run that the number can be held against?',
      'Does the number differ from it by more than its own rounding?',
    ],
    examples: ['A tool lists 10 items that are available, the agent says 11.', '54.84 - 46.85 is given as 8.99.'],
    notThis: ['A number that is out of date, chosen on purpose, or of another thing.'],
  },
  {
    mode: 'logical_contradiction',
    paper: 'X and not-X are asserted of one thing, or a conclusion goes against its own premises.',
    ours: 'A statement denies what the speaker had before its eyes or has said itself, and nothing new came in between.',
    rubric: [
      'Are both sides about the same thing, at the same time, and stated rather than asked or supposed?',
      'Did nothing that was observed in between change it?',
    ],
    examples: ['The record shows a tracking number; the agent says that there is none.'],
    notThis: ['A correction after new evidence; two agents that disagree in a debate.'],
  },
  {
    mode: 'context_omission',
    paper: 'An entity, relation or state that was established earlier and is needed now is not referred to.',
    ours: 'A condition, a choice or a state that was established is not carried into a brief, a call or an answer that depends on it.',
    rubric: ['Where was it established, and could the author know it?', 'Which later step depends on it and lacks it?'],
    examples: [
      'The user names the card to be charged; the call charges the other one.',
      'A brief repeats the task without its "before 2018".',
    ],
    notThis: ['Facts that nobody needed later.'],
  },
  {
    mode: 'other',
    ours: 'A fault that is none of the four: a wrong fact from nowhere, a wrong order of acts, a faulty tool, an unclear task, a crash.',
    rubric: ['Did the run fail, and does none of the four fit the decisive step?'],
    examples: [
      'An item is changed before the address, which locks the order.',
      'The page that was needed is not reachable.',
    ],
    notThis: ['A run whose cause is not known: that is an abstention.'],
  },
];
