import { diagnosisIn, eventIn, type ReceivedRecord } from '#event-log';

/** Which event of a run there is now. */
export function eventNewsIn(record: ReceivedRecord) {
  const event = eventIn(record);
  return event && { runId: event.runId, news: event.sequence };
}

/** What was said of a run. */
export function verdictNewsIn(record: ReceivedRecord) {
  const diagnosis = diagnosisIn(record);
  return diagnosis && { runId: diagnosis.runId, news: diagnosis };
}
