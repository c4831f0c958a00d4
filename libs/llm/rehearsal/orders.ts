import { isUsable, type PlannedCall, type Scene } from './scene.js';
import { activationStart, callsIn, textArguments, textsOf } from './transcript.js';

const ORDER = /^- Do once: (\w+) (\{.*\})$/gm;

/** A brief that has calls made, each once. */
export const orderBrief = (calls: readonly PlannedCall[]): string =>
  [
    'Make these calls, each exactly once and as it stands here, and report that they are made:',
    ...calls.map(({ name, arguments: given }) => `- Do once: ${name} ${JSON.stringify(given)}`),
  ].join('\n');

/** The calls that a brief has made. */
export const ordersIn = (text: string): readonly PlannedCall[] =>
  [...text.matchAll(ORDER)].map(([, name = '', given = '']) => ({ name, arguments: textArguments(given) }));

/** What an agent has been told to do in its activation: what it has done of it, has not, and can still do. */
export interface Orders {
  readonly all: readonly PlannedCall[];
  readonly made: readonly PlannedCall[];
  readonly unmade: readonly PlannedCall[];
  readonly left: readonly PlannedCall[];
}

/** Who works somebody else's brief out a second time does nothing of it again. */
export function ordersOf(scene: Scene): Orders {
  const { messages, origin } = scene.request;
  const activation = messages.slice(activationStart(messages));
  const all = textsOf(activation, 'user').flatMap(ordersIn);
  const called = new Set(callsIn(activation).map(({ name }) => name));
  const unmade = all.filter(({ name }) => !called.has(name));
  return {
    all,
    made: all.filter(({ name }) => called.has(name)),
    unmade,
    left: origin.purpose === 'work' ? unmade.filter(({ name }) => isUsable(scene, name)) : [],
  };
}
