import type { Db } from './database.js';
import type { LetterPlace, SettledLetter, Settlement } from './port.js';

/** Remembers what became of it; the first settlement stays. */
export async function settleLetter(db: Db, { partition, offset }: LetterPlace, settlement: Settlement): Promise<void> {
  await db
    .insertInto('settledLetters')
    .values({ partition, offset, ...settlement })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const settledLetters = (db: Db): Promise<readonly SettledLetter[]> =>
  db.selectFrom('settledLetters').selectAll().orderBy('partition').orderBy('offset').execute();
