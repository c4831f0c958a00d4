/** What is wrong with a request, and where; `message` continues a sentence that the field begins. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}
