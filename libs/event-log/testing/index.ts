export { eventLogContract } from './event-log.contract.js';
export { firstRecords, recordsOf, type LogHarness } from './log-harness.js';
