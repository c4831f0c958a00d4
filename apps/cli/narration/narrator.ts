import type { EventOf, EventType, RunEvent } from '#events';
import { APPROVAL_TALES } from './approval-tales.js';
import { LIFE_TALES } from './life-tales.js';
import { spokenSoFar } from './spoken.js';
import { TALK_TALES } from './talk-tales.js';
import type { Tale, Tales, Telling, Told } from './tale.js';
import { TURN_TALES } from './turn-tales.js';

const TALES: Tales<EventType> = { ...TURN_TALES, ...TALK_TALES, ...APPROVAL_TALES, ...LIFE_TALES };

/** Tells a run in lines for a person, event by event in their order from the first. */
export function narrator(telling: Telling): (event: RunEvent) => readonly string[] {
  const told: Told = {
    spoken: spokenSoFar(),
    activations: new Set(),
    purposes: new Map(),
    round: undefined,
    members: 1,
  };
  return (event) => tell(event, told, telling);
}

function tell<T extends EventType>(event: EventOf<T>, told: Told, telling: Telling): readonly string[] {
  const tale: Tale<T> = TALES[event.type];
  return tale(event, told, telling);
}
