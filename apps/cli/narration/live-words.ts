import { agentOfTurn, isTerminal, type RunEvent, type TurnDelta, type TurnId } from '#events';
import { indented } from '../rendering/fit.js';
import type { Telling } from './tale.js';

/** What is being said in turns that go on. It is void once the turn's end is told: that says what was said. */
export interface LiveWords {
  hear(delta: TurnDelta): void;
  note(event: RunEvent): void;
  /** The latest of it, in few lines; none where nobody speaks. */
  lines(): readonly string[];
}

interface Speech {
  readonly attempt: number;
  readonly n: number;
  readonly text: string;
}

const LINES = 8;
/** More than those lines hold. */
const KEPT_CHARACTERS = 4_000;
const GAP = ' … ';

export function liveWords(telling: Pick<Telling, 'paint' | 'width'>): LiveWords {
  const open = new Map<TurnId, Speech>();
  return {
    hear: (delta) => {
      const known = open.get(delta.turnId);
      if (known === undefined || delta.attempt >= known.attempt) open.set(delta.turnId, continued(known, delta));
    },
    note: (event) => {
      if (isTerminal(event)) open.clear();
      if (ENDS.has(event.type) && 'turnId' in event.data) open.delete(event.data.turnId);
    },
    lines: () => {
      const each = Math.max(1, Math.floor(LINES / open.size) - 1);
      return [...open].flatMap(([turnId, { text }]) => spoken(turnId, text, each, telling));
    },
  };
}

const ENDS: ReadonlySet<RunEvent['type']> = new Set(['TurnAnswered', 'TurnRecorded', 'TurnFailed']);

function continued(known: Speech | undefined, { attempt, n, text }: TurnDelta): Speech {
  const before = known?.attempt === attempt ? known : { n: 0, text: '' };
  const gap = n === before.n + 1 ? '' : GAP;
  return { attempt, n, text: `${before.text}${gap}${text}`.slice(-KEPT_CHARACTERS) };
}

function spoken(turnId: TurnId, text: string, most: number, { paint, width }: Pick<Telling, 'paint' | 'width'>) {
  const said = indented(text.trimEnd(), width).slice(-most);
  return [`  ${paint('cyan', `${agentOfTurn(turnId)} says`)}`, ...said.map((line) => paint('dim', line))];
}
