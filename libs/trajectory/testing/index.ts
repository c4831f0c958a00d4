export {
  answerOf,
  eventScript,
  outcomeOf,
  reportOf,
  TICK_MS,
  type EventScript,
  type TurnOptions,
} from './event-script.js';
export type { StartOptions } from './run-started.js';
