import type { TaskBrief, TaskRef } from '#events';

/** How an answer is judged; never part of a brief. */
export type GraderSpec =
  | { readonly kind: 'exact'; readonly expected: string }
  | { readonly kind: 'numeric'; readonly expected: number; readonly tolerance: number; readonly unit?: string }
  | { readonly kind: 'one-of'; readonly expected: readonly string[] }
  | { readonly kind: 'json-path'; readonly path: string; readonly expected: unknown }
  | { readonly kind: 'none' };

/** A task whole: what the agents may know, how they are judged, and for generated tasks how it is solved. */
export interface Task {
  readonly brief: TaskBrief;
  readonly grader: GraderSpec;
  readonly ref?: TaskRef;
}

/**
 * How a generated task is solved, for graders of graders and for rehearsal. Facts carry ids that stand in the documents
 * as `[id]` behind the statement or table row that gives them; `value` is the text that the document shows for it.
 * Every figure of every document has such an id, so an id says nothing about what is needed.
 */
export interface ReferencePlan {
  readonly facts: readonly PlannedFact[];
  /** In an order in which each needs only facts and earlier derivations. */
  readonly derivations: readonly PlannedDerivation[];
  /** Id of the fact or derivation that is the answer. */
  readonly answer: string;
  /** The answer as text that the grader passes. */
  readonly answerText: string;
}
export interface PlannedFact {
  readonly id: string;
  readonly documentId: string;
  /** What to search for to find the document. */
  readonly query: string;
  /** One line that says what the fact is, without its value: what a brief asks for. */
  readonly question: string;
  /** A plain number (`-1,234.5`), the last one before the id on its line; its unit stands in the question and the document. */
  readonly value: string;
}
export interface PlannedDerivation {
  readonly id: string;
  /**
   * Calculator expression over ids in braces, as `{F1} - {F2}`; conversions of units are written out. `filledIn` puts
   * numbers in: the `plainNumber` of a fact's value, or the rounded result of an earlier derivation.
   */
  readonly expression: string;
  readonly needs: readonly string[];
  /** Decimal places that the result is rounded to. */
  readonly decimals: number;
}

/** A family of generated tasks: the same ref gives the same task, on every machine. */
export interface TaskFamily {
  readonly name: string;
  readonly description: string;
  readonly levels: readonly number[];
  /** Tasks that one seed has at least. */
  readonly size: number;
  taskOf(ref: TaskRef): Task;
  planOf(ref: TaskRef): ReferencePlan;
}
