import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { speakerOf, type Transcript } from './message.js';
import { deniedField, flippedState, negatedClaim, requoted } from './injectors/contradictions.js';
import type { Injector, Pick } from './injectors/injector.js';
import { alteredAmount, miscount, wrongSum } from './injectors/numbers.js';
import { droppedLimit, forbiddenCall, forgotten, swappedChoice } from './injectors/omissions.js';
import { ignoredFailure, prematureStop } from './injectors/others.js';
import { answeredForAnother, duplicatedOrder, otherFact, staleState } from './injectors/teamwork.js';

export const INJECTORS: readonly Injector[] = [
  alteredAmount,
  wrongSum,
  miscount,
  flippedState,
  deniedField,
  negatedClaim,
  requoted,
  swappedChoice,
  forbiddenCall,
  droppedLimit,
  forgotten,
  duplicatedOrder,
  answeredForAnother,
  otherFact,
  staleState,
  ignoredFailure,
  prematureStop,
];

export interface PlantedRun {
  readonly injector: string;
  readonly transcript: Transcript;
}

/**
 * Every injector tried on every `every`-th run, each on others, up to `times` over at different places. The same faults are
 * planted each time.
 */
export function plantAll(soil: readonly Transcript[], times: number, every = 1): readonly PlantedRun[] {
  const planted = new Map<string, PlantedRun>();
  INJECTORS.forEach((injector, kind) => {
    soil.forEach((transcript, position) => {
      if ((position + kind) % every !== 0) return;
      for (let time = 0; time < times; time++) {
        const run = plantOne(injector, transcript, picker(kind * 100_000 + position * 10 + time));
        if (run !== undefined) planted.set(JSON.stringify(run.transcript), run);
      }
    });
  });
  return [...planted.values()];
}

function plantOne(injector: Injector, transcript: Transcript, pick: Pick): PlantedRun | undefined {
  const planted = injector.plant(transcript, pick);
  const message = planted?.history[planted.step];
  if (planted === undefined || message === undefined) return undefined;
  return {
    injector: injector.name,
    transcript: {
      ...transcript,
      id: `${transcript.id}~${injector.name}`,
      cluster: transcript.id,
      history: [...planted.history],
      mistake_agent: speakerOf(message).name,
      mistake_step: planted.step,
      category: injector.mode,
    },
  };
}

function picker(seed: number): Pick {
  const generator = xoroshiro128plus(seed);
  return (items) => items[uniformInt(generator, 0, Math.max(0, items.length - 1))];
}
