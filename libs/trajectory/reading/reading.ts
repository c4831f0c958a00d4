/** Whose conventions a span follows. */
export type Family = 'gen_ai' | 'openinference' | 'openllmetry' | 'ai_sdk';

/**
 * What a span stands for. `setup` builds agents and runs none; `workflow` holds agents and is none; `step` is all else.
 * A `model` span is not yet a model call, and an `agent` span not yet an agent: their place in the tree decides.
 */
export type Role = 'model' | 'tool' | 'agent' | 'workflow' | 'handoff' | 'setup' | 'step';

/** A span as its family's conventions say it is to be read. */
export interface Reading {
  readonly family?: Family;
  readonly role: Role;
  /** The agent that the span names: on an agent's span itself, on others only a hint. */
  readonly agent?: string;
  /** The name is only that of a class or a function: agents may share it. */
  readonly vague?: true;
  /** Tool that a tool span runs. */
  readonly tool?: string;
  readonly handoff?: Handoff;
  /** What a step is called, without its instrumentation's words around it. */
  readonly label?: string;
  /** Names of the nodes of a LangGraph from the outside in, the span's own last; none on the graph itself. */
  readonly graphPath?: readonly GraphNode[];
}

export interface Handoff {
  readonly from?: string;
  readonly to?: string;
}

export interface GraphNode {
  readonly node: string;
  /** Told apart from other visits to the node. */
  readonly visit: string;
}
