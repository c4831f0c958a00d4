import type { TaskBrief, TaskRef } from '#events';
import type { Workshop } from './families/crafting/workshop.js';
import type { Office } from './families/office/office-state.js';

/** How an answer is judged; never part of a brief. */
export type GraderSpec =
  | { readonly kind: 'exact'; readonly expected: string }
  | { readonly kind: 'numeric'; readonly expected: number; readonly tolerance: number; readonly unit?: string }
  | { readonly kind: 'one-of'; readonly expected: readonly string[] }
  | { readonly kind: 'json-path'; readonly path: string; readonly expected: unknown }
  | { readonly kind: 'crafting'; readonly workshop: Workshop; readonly possible: boolean }
  /** Judged by how the run has left its office, not by its answers. */
  | { readonly kind: 'office'; readonly initial: Office; readonly expected: Office }
  | { readonly kind: 'none' };

/** A task whole: what the agents may know, how they are judged, and for generated tasks how it is solved. */
export interface Task {
  readonly brief: TaskBrief;
  readonly grader: GraderSpec;
  readonly ref?: TaskRef;
}

/**
 * How a generated task is solved, for graders of graders and for rehearsal. Facts carry ids that stand in documents and
 * in what tools show as `[id]` behind the statement, table row or text that gives them. Everything of a kind that is
 * shown has such an id, so an id says nothing about what is needed.
 */
export interface ReferencePlan {
  readonly facts: readonly PlannedFact[];
  /** In an order in which each needs only facts and earlier derivations; calculator steps. Empty where nothing is calculated. */
  readonly derivations: readonly PlannedDerivation[];
  /** The answer as text that the grader passes. */
  readonly answerText: string;
  /**
   * The answer that follows from what facts and derivations are taken to be, by id; undefined where too little is known.
   * Pure, and wrong where the beliefs are.
   */
  answerOf(values: ReadonlyMap<string, string>): string | undefined;
  /**
   * A tool that tries an answer out before it is given: its name and the argument that takes the answer. Its result says
   * that the answer `works`, in this word, only where it does.
   */
  readonly check?: { readonly tool: string; readonly argument: string };
  /**
   * Calls with effects that follow from what facts are taken to be, in their order; those that rest on what is not known
   * are left out. Each is to be made once, by one agent. Absent where nothing is to be done but to answer.
   */
  actionsOf?(values: ReadonlyMap<string, string>): readonly PlannedCall[];
}
export interface PlannedCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, string>>;
}
export interface PlannedFact {
  readonly id: string;
  /** One line that says what the fact is, without its value: what a brief asks for. */
  readonly question: string;
  /**
   * As documents and tools show it before its tag: a plain number (`-1,234.5`, the last one before the tag on its line;
   * its unit stands in the question and the document), or a text in bold (`**Odile Marenne** [F12]`,
   * `**2 plank -> 1 box** [R7]`), here without the asterisks.
   */
  readonly value: string;
  /** Texts that a careless reader takes it for (for numbers none: they are misread by themselves). */
  readonly lookAlikes: readonly string[];
  /** Calls that bring it to light, in their order; `{F1}` in an argument stands for what an earlier fact is taken to be. */
  readonly lookups: readonly PlannedLookup[];
}
export type PlannedLookup = PlannedCall;
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
