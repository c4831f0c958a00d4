import type { PromptSet } from './prompt-set.js';
import { V1 } from './v1.js';

const VERSIONS: ReadonlyMap<string, PromptSet> = new Map([V1].map((set) => [set.version, set]));

/** What new systems are resolved with. */
export const LATEST = V1;

/** The wording that a run was started with; the latest for a version that this build does not know. */
export const promptsOf = (version: string): PromptSet => VERSIONS.get(version) ?? LATEST;
