export {
  eventStream,
  recorded,
  reportOf,
  runIdNumber,
  saying,
  solo,
  soloTurn,
  startedData,
  type EventStream,
} from './event-stream.js';
