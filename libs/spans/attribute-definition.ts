/** What a span shows; the first four are spans of the GenAI conventions, the others are Parley's own. */
export type SpanSubject =
  | 'run'
  | 'activation'
  | 'model_call'
  | 'tool_call'
  | 'message'
  | 'vote'
  | 'grading'
  | 'diagnosis'
  | 'pause'
  | 'backoff'
  | 'approval';

export const GEN_AI_SUBJECTS = ['run', 'activation', 'model_call', 'tool_call'] as const satisfies SpanSubject[];

/** Requirement levels of the conventions. `conditional`: required where `when` holds. */
export type RequirementLevel = 'required' | 'conditional' | 'recommended' | 'opt_in';

export interface AttributeDefinition {
  readonly type: 'string' | 'int' | 'double' | 'boolean' | 'string[]';
  readonly brief: string;
  /** Spans that may have it. */
  readonly on: Readonly<Partial<Record<SpanSubject | 'link', RequirementLevel>>>;
  /** Condition of `conditional` (one without always holds here) and, where there is one, of `recommended`. */
  readonly when?: string;
  /** Every value there is. */
  readonly values?: readonly string[];
}

/** The same level on all these spans. */
export const onAll = <const S extends SpanSubject>(
  subjects: readonly S[],
  level: RequirementLevel,
): Readonly<Record<S, RequirementLevel>> =>
  Object.fromEntries(subjects.map((subject) => [subject, level])) as Record<S, RequirementLevel>;
