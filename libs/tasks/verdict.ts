/** Whether one answer is right, and in words why; the words never give the expected answer away. */
export interface Verdict {
  readonly passed: boolean;
  readonly detail: string;
}
