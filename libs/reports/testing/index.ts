export { drift, sampleDiagnosis, sampleRun, type SampleRun } from './sample-run.js';
export { driftElsewhere, receivedSample, sampleReceived, traceNumber, type SampleReceived } from './sample-received.js';
export { SAMPLE_RUNS, SAMPLE_TRACES, SAMPLES_OF_OTHERS } from './sample-sets.js';
