/** What was looked at, and how it is: `bad` keeps something from working, `note` is as somebody may want it. */
export interface Finding {
  readonly about: string;
  readonly state: 'ok' | 'note' | 'bad';
  /** One line; of what is bad with the fix. */
  readonly said: string;
}

export const ok = (about: string, said: string): Finding => ({ about, state: 'ok', said });
export const note = (about: string, said: string): Finding => ({ about, state: 'note', said });
export const bad = (about: string, said: string): Finding => ({ about, state: 'bad', said });
