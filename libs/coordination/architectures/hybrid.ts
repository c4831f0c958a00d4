import type { Architecture } from '../architecture.js';
import { exchanged } from '../exchange.js';
import { TURNS } from '../lead.js';
import { bestLed, led, ledTeam, ROUNDS, WORKERS } from '../leadership.js';
import { parametersOf } from '../mechanism.js';
import { ACCOUNT, EXCHANGE, RATIFICATION, RECOMPUTATION, REVIEWED_FINDINGS } from '../mechanisms.js';
import { replay } from '../protocol.js';

const MECHANISMS = [EXCHANGE, RATIFICATION, REVIEWED_FINDINGS, RECOMPUTATION, ACCOUNT];

/** As centralized, but after each round's reports the workers may revise theirs with each other's before them. */
export const hybrid: Architecture = {
  name: 'hybrid',
  description:
    "An orchestrator delegates to workers in rounds; after each they read each other's findings and may revise theirs.",
  parameters: [WORKERS, ROUNDS, TURNS, ...parametersOf(MECHANISMS)],
  purposes: ['plan', 'work', 'synthesise'],
  mechanisms: MECHANISMS,
  sizedBy: WORKERS.name,
  team: ledTeam,
  next: (view) => replay(view, (table) => led(table, exchanged)),
  best: bestLed,
};
