import type { Clue, Quest } from './quest.js';
import type { Act, Way } from './slips.js';
import type { Stage } from './stage.js';
import { noteOf } from './talk/hunt-words.js';
import { screenStyle, type Screen } from './talk/screens.js';
import { teamNames } from './team-names.js';
import { nameOf } from './world.js';

interface Members {
  readonly leader: string;
  /** Drives a browser. */
  readonly surfer: string;
  /** Opens files. */
  readonly reader: string;
  /** Writes code, and answers from memory. */
  readonly coder: string;
  readonly runner: string;
}

/** A hunt as it goes on: what has been found, or that nothing will be. */
export interface Hunt {
  readonly stage: Stage;
  readonly quest: Quest;
  readonly team: Members;
  /** The leader writes down how things stand before each order. */
  readonly keepsLedger: boolean;
  readonly screen: Screen;
  readonly values: string[];
  /** What the next clue is about. */
  subject: string;
  isLost: boolean;
  /** By how much a calculation is off. */
  off: number;
  lastOrder: string;
  /** How its next step goes wrong, if it does; `text`: what it could drop a limit of. */
  readonly errs: (agent: string, act: Act, text?: string) => Way | undefined;
  /** What a clue turns out to be, true or not. */
  readonly valueOf: (clue: Clue) => string;
  readonly learn: (clue: Clue) => void;
  readonly note: (next: string, order: string, isDone: boolean, isMoving?: boolean) => void;
  /** With a note before it; the order itself may go wrong. */
  readonly order: (worker: string, text: string, isMoving?: boolean) => void;
  readonly otherAnswer: () => string;
}

export function huntOf(stage: Stage, quest: Quest): Hunt {
  const { dice } = stage;
  const [leader = '', surfer = '', reader = '', coder = '', runner = ''] = teamNames(dice, 5);
  const hunt: Hunt = {
    ...{ stage, quest, values: [], subject: `${quest.subject}${quest.limit}`, isLost: false, off: 0, lastOrder: '' },
    team: { leader, surfer, reader, coder, runner },
    keepsLedger: dice.chance(0.7),
    screen: screenStyle(dice),
    errs: (agent, act, text = quest.limit) => {
      const way = stage.errs(
        agent,
        act,
        (one) => one !== 'drops' || (quest.limit !== '' && text.includes(quest.limit)),
      );
      if (way !== undefined && LOSING.has(way) && act !== 'plan' && dice.chance(0.45)) hunt.isLost = true;
      return way;
    },
    valueOf: ({ found, mistaken }) => (stage.slip === undefined ? found : mistaken),
    learn: (clue) => {
      hunt.subject = hunt.quest.combines === undefined ? hunt.valueOf(clue) : hunt.subject;
      hunt.values.push(hunt.valueOf(clue));
    },
    note: (next, order, isDone, isMoving = true) => {
      stage.says(leader, noteOf({ next, order, isDone, isMoving }, dice), 'thought');
    },
    order: (worker, text, isMoving = true) => {
      giveOrder(hunt, worker, text, isMoving);
    },
    otherAnswer: () => otherAnswer(hunt),
  };
  return hunt;
}

/** Ways to go wrong after which mostly nothing is found any more. */
const LOSING = new Set<Way>(['astray', 'overlooks', 'misdirects', 'stops', 'circles']);

function giveOrder(hunt: Hunt, worker: string, text: string, isMoving: boolean): void {
  const { stage, team, quest } = hunt;
  const { dice } = stage;
  if (hunt.keepsLedger) hunt.note(worker, text, false, isMoving);
  const way = hunt.errs(team.leader, isMoving ? 'order' : 'retry', text);
  const wrong: Partial<Record<Way, string>> = {
    drops: text.replace(quest.limit, ''),
    misdirects: `Please look at the pages of ${nameOf(dice)} for anything of use.`,
    circles: hunt.lastOrder,
  };
  hunt.lastOrder = (way && wrong[way]) ?? text;
  stage.says(team.leader, hunt.lastOrder, `-> ${worker}`);
}

/** Another answer of the same kind than the run would give. */
function otherAnswer({ quest, stage: { dice } }: Hunt): string {
  const { found = '', mistaken = '' } = quest.clues.at(-1) ?? {};
  if (/^\d+$/.test(found)) return String(Number(found) + dice.one([-40, -7, -1, 1, 3, 12, 100]));
  return dice.chance(0.3) ? mistaken : `${nameOf(dice)} ${nameOf(dice)}`;
}
