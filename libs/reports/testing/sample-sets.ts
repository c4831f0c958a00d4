import type { ReceivedTraceCounts, ReportedRun } from '../reported-run.js';
import { driftElsewhere, type SampleReceived } from './sample-received.js';
import { drift, sampleRun } from './sample-run.js';

const team = { architecture: 'centralized' };

/** Two single agents and two teams on the same tasks; a guess and a finding in failed runs, a finding in a good one. */
export const SAMPLE_RUNS: readonly ReportedRun[] = [
  sampleRun({ run: 1, task: 1 }),
  sampleRun({
    run: 2,
    task: 2,
    passed: false,
    verdict: { label: 'other', agent: 'solo', step: 0, abstained: 'nothing found' },
  }),
  sampleRun({ run: 3, task: 1, turns: 12, ...team, passed: false, verdict: drift('worker-1') }),
  sampleRun({ run: 4, task: 2, turns: 12, ...team, verdict: drift('worker-1') }),
];

const error = { ending: { status: 'error' as const, message: 'out of quota' } };
const unknown = { ending: { status: 'unknown' as const }, hasContent: false };
/** Two services; one team of the first goes wrong by evidence, one in an error that nothing explains. */
export const SAMPLES_OF_OTHERS: readonly SampleReceived[] = [
  { run: 1 },
  { run: 2, profile: { ...team, ...error }, verdict: driftElsewhere },
  { run: 3, profile: { ...team, ...error } },
  { run: 4, profile: { ...team }, verdict: driftElsewhere },
  { run: 5, profile: { service: 'help', ...unknown } },
];
export const SAMPLE_TRACES: ReceivedTraceCounts = { traces: 9, collecting: 2, withoutRun: 1, gone: 1 };
