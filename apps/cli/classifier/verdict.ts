/** What people are told of a diagnosis, wherever it was made. */
export interface Verdict {
  readonly label: string;
  readonly confidence: number;
  readonly agent?: string | undefined;
  readonly step?: number | undefined;
  /** What is wrong, in one sentence. */
  readonly claim?: string | undefined;
  readonly evidence: readonly Quoted[];
  readonly secondary: readonly Found[];
  readonly abstained?: string | undefined;
  readonly attribution?: { readonly signs: readonly string[] } | undefined;
}

export interface Quoted {
  readonly step: number;
  readonly quote: string;
}

export interface Found {
  readonly mode: string;
  readonly agent: string;
  readonly step: number;
  readonly claim: string;
  readonly evidence: readonly Quoted[];
}
