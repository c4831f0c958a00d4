export { drift, sampleDiagnosis, sampleRun, type SampleRun } from './sample-run.js';
export { driftElsewhere, receivedSample, sampleReceived, traceNumber, type SampleReceived } from './sample-received.js';
