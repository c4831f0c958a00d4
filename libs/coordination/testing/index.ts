export { asked, said } from './retold.js';
export { openIn, play, type Played, type Script } from './play.js';
export {
  accepts,
  answers,
  carriedOut,
  closed,
  delegates,
  emptyView,
  fails,
  finishes,
  objects,
  reports,
  revises,
  saysNothing,
  type Outcome,
} from './view-builder.js';
export { answerWith, callOf, eventStream, type EventStream, type RequestedTurn } from './event-stream.js';
export { MODEL, startedWith, systemOf, toolNamed } from './run-started.js';
