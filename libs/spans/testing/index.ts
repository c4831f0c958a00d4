export { stagedRun } from './staged-run.js';
export { traceText } from './trace-text.js';
export { troubledRun } from './troubled-run.js';
export { hasEnded, troubledRuns } from './troubled-runs.js';
export { verdictOn } from './verdict-on.js';
export { violationsOf } from './violations.js';
