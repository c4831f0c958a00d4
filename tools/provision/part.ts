export const SERVER_NAMES = ['collector', 'jaeger', 'kafka', 'postgres'] as const;
export const PART_NAMES = [...SERVER_NAMES, 'python'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** A server, or what a test runs beside one, that is built or fetched and not installed by npm. */
export interface Part {
  readonly name: PartName;
  /** Files and words that it follows from: where any differs, so does the directory it is kept in. */
  readonly madeFrom: { readonly files: readonly string[]; readonly words: readonly string[] };
  /**
   * Puts its files into an empty directory.
   * @throws ProvisionError
   */
  make(directory: string): Promise<void>;
}

/** Says in one line what is missing and how to get it. */
export class ProvisionError extends Error {}
