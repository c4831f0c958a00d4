/** Milliseconds since 1970, of the system's clock; only for what no event decides. */
export type Clock = () => number;

// What is injected, by name: nothing is injected by its class.
export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
/** Whether no other process works on this installation while this one does. */
export const ALONE = Symbol('ALONE');
export const EVENT_LOG = Symbol('EVENT_LOG');
export const RUN_HISTORY = Symbol('RUN_HISTORY');
export const BLOBS = Symbol('BLOBS');
/** Carries the words of turns while they are spoken, as `RunDeltas`. */
export const RUN_DELTAS = Symbol('RUN_DELTAS');
export const STORE = Symbol('STORE');
export const HEALTH = Symbol('HEALTH');
export const SUBSCRIPTIONS = Symbol('SUBSCRIPTIONS');
export const APP_SETUP = Symbol('APP_SETUP');
/** Subscriptions and health of the process, for `runService`. */
export const SERVICE = Symbol('SERVICE');

/** Told which named point of a service's work has been reached; does nothing but in fault tests. */
export type Reached = (point: string) => void;
export const REACHED = Symbol('REACHED');

/** The tools of this installation, as a `ToolCatalogue`. */
export const TOOLS = Symbol('TOOLS');
/** The offices that tasks are about, as an `OfficeSandbox`. */
export const OFFICES = Symbol('OFFICES');
/** The metrics of this process, as `Meters`. */
export const METERS = Symbol('METERS');
/** Opens what follows, as `OpenTraces`. */
export const OPEN_TRACES = Symbol('OPEN_TRACES');
/** Spans of other frameworks, as `ReceivedTraces`. */
export const RECEIVED_TRACES = Symbol('RECEIVED_TRACES');
/** Reads them in a thread of its own, as `TraceReading`. */
export const TRACE_READING = Symbol('TRACE_READING');
/** Judges runs in a thread of its own, as `Judging`. */
export const JUDGING = Symbol('JUDGING');
/** Options of Node for such threads; undefined: those of the process. */
export const THREAD_ARGUMENTS = Symbol('THREAD_ARGUMENTS');
/** Model providers beside those of the configuration. */
export const MORE_PROVIDERS = Symbol('MORE_PROVIDERS');
