/** What the exit status of `parley` says. */
export const EXIT = {
  ok: 0,
  gradedWrong: 1,
  badInput: 2,
  runFailed: 3,
  cancelled: 4,
  unreachable: 5,
  /** A fault of the CLI or the server itself (EX_SOFTWARE). */
  internal: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
