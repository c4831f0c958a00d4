import type {
  ActivationId,
  AgentId,
  AnswerRef,
  ControlFact,
  EventData,
  FailureCode,
  MessageKind,
  Parameters,
  PartRef,
  Role,
  TurnId,
} from '#events';

/** What a coordination decides by: facts of closed activations, never times or order of arrival. */
export interface View {
  readonly team: readonly Member[];
  readonly parameters: Parameters;
  /** In the order in which they were opened. */
  readonly activations: readonly Activation[];
  /** In the order in which they were sent. */
  readonly messages: readonly SentMessage[];
  readonly votes: readonly EventData<'VoteTallied'>[];
}

export interface Member {
  readonly agentId: AgentId;
  readonly role: Role;
}

/** One stretch of an agent's work: open, or closed with what it said or why it failed. */
export interface Activation {
  readonly activationId: ActivationId;
  readonly agentId: AgentId;
  readonly round: number;
  readonly purpose: Purpose;
  readonly outcome:
    | { readonly status: 'open' }
    /** Its last turn said these; an activation that ran out of turns without saying anything has none. */
    | { readonly status: 'done'; readonly turnId: TurnId; readonly controls: readonly ControlFact[] }
    | { readonly status: 'failed'; readonly turnId: TurnId; readonly code: FailureCode };
}

export type SentMessage = Readonly<EventData<'MessageSent'>>;

/** Why an agent has the floor; decides its control tools and what it is told. */
export type Purpose = (typeof PURPOSES)[number];
export const PURPOSES = [
  'solve',
  'debate',
  'plan',
  'work',
  'verify',
  'review',
  'revise',
  'reconsider',
  'exchange',
  'synthesise',
  'account',
  'ratify',
  'repair',
] as const;

/** What should happen next. Moves of one answer are carried out in their order, all or none. */
export type Move =
  | {
      readonly move: 'ask';
      readonly agentId: AgentId;
      readonly round: number;
      readonly purpose: Purpose;
      /** Turns that the activation may take, repairs apart. */
      readonly turns: number;
    }
  | {
      readonly move: 'say';
      readonly from: AgentId;
      readonly to: readonly AgentId[];
      readonly kind: MessageKind;
      readonly round: number;
      readonly part: PartRef;
      /** The verdict of a review; nothing else has one. */
      readonly accepted?: boolean;
    }
  | { readonly move: 'tally'; readonly vote: EventData<'VoteTallied'> }
  | { readonly move: 'finish'; readonly answers: readonly AnswerRef[]; readonly because: 'answered' | 'member_lost' }
  | { readonly move: 'fail'; readonly code: FailureCode; readonly message: string };

/** The rule for who acts next. Both functions are pure and total over every view that the rule itself can lead to. */
export interface Coordination {
  readonly name: string;
  /**
   * Moves that are due and not made yet: called after every closed activation, and again with the same view after a
   * pause. Asks of a round that were not carried out (no budget beside the open ones) are answered again, in member
   * order. An empty answer means: wait for what is open.
   */
  next(view: View): readonly Move[];
  /** The best answers so far, for a run that a budget ends; empty where there are none. */
  best(view: View): readonly AnswerRef[];
  /** Says what is wrong with a team or with parameters, or nothing. */
  check(team: readonly Member[], parameters: Parameters): string | undefined;
}
