export { DEFINITIONS, type Definition } from './definitions.js';
export { DETECTORS } from './detectors/detectors.js';
export { CLASSIFIER_VERSION, diagnose, type DiagnoseOptions } from './diagnose.js';
export type { Attribution, Diagnosis, Evidence, Finding } from './diagnosis.js';
export { FAILURE_MODES, type FailureMode, type Label } from './failure-mode.js';
