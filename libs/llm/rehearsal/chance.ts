import { createHash } from 'node:crypto';
import type { RequestOrigin } from '../port.js';

/** A number from 0 (included) to 1 for each question: the same whenever the same is asked. */
export type Chance = (...question: readonly string[]) => number;

const BITS = 48;

/** The chances of one turn. They follow from task, run seed and turn, not from the run's id: a rerun repeats them. */
export function chanceOf({ seed, turnId, taskRef }: RequestOrigin): Chance {
  const task = taskRef === undefined ? [] : [taskRef.family, taskRef.seed, taskRef.index, taskRef.level ?? 0];
  return (...question) => {
    const key = JSON.stringify([seed, turnId, task, question]);
    return (
      createHash('sha256')
        .update(key)
        .digest()
        .readUIntBE(0, BITS / 8) /
      2 ** BITS
    );
  };
}

export const pick = <T>(choices: readonly T[], chance: number): T | undefined =>
  choices[Math.floor(chance * choices.length)];
