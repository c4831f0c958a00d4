export {
  eventStream,
  recorded,
  reportOf,
  requested,
  runIdNumber,
  saying,
  solo,
  soloTurn,
  startedData,
  type EventStream,
} from './event-stream.js';
