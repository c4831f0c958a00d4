import { subscribe } from 'node:diagnostics_channel';

/** Counts what @platformatic/kafka sends from now on; kafkajs does not tell. */
export function requestCounter(): () => number {
  let requests = 0;
  subscribe('tracing:plt:kafka:connections:api:start', () => {
    requests += 1;
  });
  return () => requests;
}
