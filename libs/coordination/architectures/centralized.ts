import type { Architecture } from '../architecture.js';
import { TURNS } from '../lead.js';
import { bestLed, led, ledTeam, ROUNDS, WORKERS } from '../leadership.js';
import { parametersOf } from '../mechanism.js';
import { ACCOUNT, RATIFICATION, RECOMPUTATION, REVIEWED_FINDINGS } from '../mechanisms.js';
import { replay } from '../protocol.js';

const MECHANISMS = [RATIFICATION, REVIEWED_FINDINGS, RECOMPUTATION, ACCOUNT];

/** An orchestrator hands out work, reads the reports, and in the end makes one answer of them. */
export const centralized: Architecture = {
  name: 'centralized',
  description: 'An orchestrator delegates to workers in rounds, reads their reports, and gives the one answer.',
  parameters: [WORKERS, ROUNDS, TURNS, ...parametersOf(MECHANISMS)],
  purposes: ['plan', 'work', 'synthesise'],
  mechanisms: MECHANISMS,
  sizedBy: WORKERS.name,
  team: ledTeam,
  next: (view) => replay(view, led),
  best: bestLed,
};
