/** JSON as tools give and take it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A call of a tool, by the entry that asked for it. */
export interface Call {
  readonly name: string;
  /** Parsed where it is JSON, else the text. */
  readonly arguments: Json;
}

interface EntryHead {
  /** Position in the narrative. */
  readonly at: number;
  /** Index of the trajectory's step that it stands for. */
  readonly step: number;
  /** The span that shows that step, where there is one. */
  readonly spanId?: string;
  readonly text: string;
  /** The texts that it was put together of, which stand apart in the run; absent where it stands there as it is. */
  readonly parts?: readonly string[];
}

/** Rules that hold for the whole run. */
interface Rules extends EntryHead {
  readonly kind: 'rules';
}
/** What a person or a client asks for. */
export interface Request extends EntryHead {
  readonly kind: 'request';
  readonly speaker: string;
}
/** What an agent says or asks a tool for. */
export interface Speech extends EntryHead {
  readonly kind: 'speech';
  readonly speaker: string;
  readonly to: readonly string[];
  /** The turn that it was said in, where turns are told. */
  readonly turnId?: string;
  /** It tells those it is addressed to what to do. */
  readonly isOrder: boolean;
  readonly calls: readonly Call[];
  /** It brings code to be run by somebody else. */
  readonly bringsCode: boolean;
}
/** What came back of a tool or of code that was run; nobody's fault. */
export interface Observation extends EntryHead {
  readonly kind: 'observation';
  readonly source: string;
  /** Parsed where it is JSON. */
  readonly data?: Json;
  readonly failed: boolean;
  /** The speech that asked for it. */
  readonly askedBy?: number;
  /** Of the call that it answers. */
  readonly call?: Call;
}
export type Entry = Rules | Request | Speech | Observation;

/** A run as a conversation: who asked for what, who said what to whom, what was seen. Tools and runners of code are no speakers. */
export interface Narrative {
  readonly entries: readonly Entry[];
  /** Agents that speak, in the order of their first speech. */
  readonly agents: readonly string[];
  readonly outcome: Outcome;
}

/** What is known of a run's end without its diagnosis. */
export type Outcome = 'failed' | 'succeeded' | 'unknown';

export const speechesOf = ({ entries }: Narrative): readonly Speech[] =>
  entries.filter((entry) => entry.kind === 'speech');
export const requestsOf = ({ entries }: Narrative): readonly Request[] =>
  entries.filter((entry) => entry.kind === 'request');
export const observationsOf = ({ entries }: Narrative): readonly Observation[] =>
  entries.filter((entry) => entry.kind === 'observation');

/** The observations that answer a speech's calls. */
export const answersTo = ({ entries }: Narrative, { at }: Speech): readonly Observation[] =>
  entries.filter((entry) => entry.kind === 'observation' && entry.askedBy === at) as readonly Observation[];
