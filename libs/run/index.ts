export { deadLetterOf } from './dead-letter.js';
export { decide, step, type Step } from './decide.js';
export { evolve } from './evolve.js';
export { fold, type Fold } from './fold.js';
export { initial, type EndedRun, type LiveRun, type RunState } from './state.js';
export { timersOf, type Timer } from './timers.js';
