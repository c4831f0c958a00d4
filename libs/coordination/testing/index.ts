export { openIn, play, type Played, type Script } from './play.js';
export {
  answers,
  carriedOut,
  closed,
  delegates,
  emptyView,
  fails,
  finishes,
  reports,
  saysNothing,
  type Outcome,
} from './view-builder.js';
export { answerWith, callOf, eventStream, type EventStream, type RequestedTurn } from './event-stream.js';
export { MODEL, startedWith, systemOf, toolNamed } from './run-started.js';
