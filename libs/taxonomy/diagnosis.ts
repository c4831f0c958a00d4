import type { FailureMode, Label } from './failure-mode.js';

/** Words of the trajectory, verbatim, and where they stand. */
export interface Evidence {
  readonly step: number;
  readonly spanId?: string;
  readonly quote: string;
}

/** One hit of a detector, blamed on the step that introduced it. */
export interface Finding {
  readonly detector: string;
  readonly mode: FailureMode;
  readonly agent: string;
  readonly step: number;
  readonly spanId?: string;
  /** What is wrong, in one sentence. */
  readonly claim: string;
  readonly evidence: readonly Evidence[];
  /** Share of hits of this kind that are right, as set in `detectors/precision.ts`; 0 to 1. */
  readonly confidence: number;
}

/** Who is most likely to have introduced the fault, and where. */
export interface Attribution {
  readonly agent: string;
  readonly step: number;
  readonly spanId?: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Names of the signs that spoke for it, the strongest first. */
  readonly signs: readonly string[];
}

export interface Diagnosis {
  readonly version: string;
  readonly label: Label;
  /** That of the label. */
  readonly confidence: number;
  /** Absent where the label is `none`. */
  readonly agent?: string;
  readonly step?: number;
  /** Who found the decisive fault, and what is wrong in one sentence; absent where no detector has found it. */
  readonly detector?: string;
  readonly claim?: string;
  readonly evidence: readonly Evidence[];
  /** Other findings, the most certain first. */
  readonly secondary: readonly Finding[];
  /** Why no cause is named that is supported by evidence; the attribution is then a guess by signs. */
  readonly abstained?: string;
  /** The guess at the decisive step, where the diagnosis abstains from naming a cause; absent where nobody spoke. */
  readonly attribution?: Attribution;
}
