// What the gateway makes for its own controllers, by name.
export const PLAN_SETTINGS = Symbol('PLAN_SETTINGS');
export const START_RUN = Symbol('START_RUN');
export const SEND_TO_RUN = Symbol('SEND_TO_RUN');
export const APPROVAL_READER = Symbol('APPROVAL_READER');
export const RUN_READER = Symbol('RUN_READER');
export const EVENT_STREAMS = Symbol('EVENT_STREAMS');
export const TRACE_OF = Symbol('TRACE_OF');
export const DIAGNOSIS_OF = Symbol('DIAGNOSIS_OF');
export const DIAGNOSIS_OF_TRACE = Symbol('DIAGNOSIS_OF_TRACE');
export const RUNS_IN_REPORT = Symbol('RUNS_IN_REPORT');
