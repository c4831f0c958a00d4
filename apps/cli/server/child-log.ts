export interface ChildLog {
  readonly line: (line: string) => void;
  /** Passes on what was kept, and all that follows at once. */
  open(): void;
}

/** Keeps the log of a process that is being started: of one that cannot start, its last words are enough. */
export function childLog(pass: (line: string) => void): ChildLog {
  const kept: string[] = [];
  let take = (line: string): void => {
    kept.push(line);
  };
  return {
    line: (line) => {
      take(line);
    },
    open: () => {
      take = pass;
      kept.splice(0).forEach(pass);
    },
  };
}
