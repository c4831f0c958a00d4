/** What a judging model is asked, and the JSON that it has to answer with. */
export interface Question {
  readonly system: string;
  readonly text: string;
  readonly format: {
    readonly name: string;
    readonly schema: Readonly<Record<string, unknown>>;
  };
}

/** Why there is no answer. */
export interface NoAnswer {
  readonly problem: string;
}

/** The text of the answer, or why there is none. Never rejects but when it is aborted. */
export type Ask = (question: Question) => Promise<string | NoAnswer>;
