import type { JudgedRun } from '#diagnosis';
import type { Diagnosis, Evidence, Finding } from '#taxonomy';
import { proposingQuestion, refutingQuestion, type Brief } from './judge-questions.js';
import { numberedLines, type Line } from './numbered-lines.js';
import { evidenceOf, objectionTo, proposalIn, refutationIn, type Proposal } from './proposal.js';
import type { Ask } from './question.js';
import { windowsOf } from './windows.js';

/** A proposal with the places of its quotes. */
export interface Supported extends Omit<Proposal, 'quotes'> {
  readonly evidence: readonly Evidence[];
}

/** What a judge makes of a run. */
export interface Judgement {
  /** The earliest proposal whose quotes stand in the run and which a second pass could not refute. */
  readonly proposal?: Supported;
  /** Why other proposals, or answers, count for nothing. */
  readonly dropped: readonly string[];
}

/** Reads the run in windows, from the beginning, until a proposal holds. */
export async function judgeRun(
  { trajectory, task }: JudgedRun,
  findings: readonly Finding[],
  ask: Ask,
): Promise<Judgement> {
  const brief: Brief = { task, findings };
  const windows = windowsOf(numberedLines(trajectory));
  if (windows.length === 0) return { dropped: ['the run has no words to read'] };
  const dropped: string[] = [];
  for (const [at, window] of windows.entries()) {
    const verdict = await verdictOn(brief, window, `${at + 1} of ${windows.length}`, ask);
    if ('proposal' in verdict) return { proposal: verdict.proposal, dropped };
    dropped.push(...verdict.dropped);
  }
  return { dropped };
}

type Verdict = { readonly proposal: Supported } | { readonly dropped: readonly string[] };

async function verdictOn(brief: Brief, window: readonly Line[], part: string, ask: Ask): Promise<Verdict> {
  const answer = await ask(proposingQuestion(brief, window, part));
  if (typeof answer !== 'string') return { dropped: [answer.problem] };
  const proposal = proposalIn(answer);
  if (proposal === 'none') return { dropped: [] };
  if (proposal === undefined) return { dropped: ['the answer is not the JSON that was asked for'] };
  const objection = objectionTo(proposal, window);
  if (objection !== undefined) return { dropped: [objection] };
  return refuted(brief, window, proposal, ask);
}

/** What cannot be put to the test does not count. */
async function refuted(brief: Brief, window: readonly Line[], proposal: Proposal, ask: Ask): Promise<Verdict> {
  const answer = await ask(refutingQuestion(brief, window, proposal));
  if (typeof answer !== 'string') return { dropped: [answer.problem] };
  const refutation = refutationIn(answer);
  if (refutation === undefined) return { dropped: ['the second answer is not the JSON that was asked for'] };
  if (refutation.refuted) return { dropped: [`refuted: ${refutation.why}`] };
  const { quotes: _, ...named } = proposal;
  return { proposal: { ...named, evidence: evidenceOf(proposal, window) } };
}

/** What detectors found, the decisive finding first. */
export function findingsIn({ detector, claim, agent, step, label, ...rest }: Diagnosis): readonly Finding[] {
  if (detector === undefined || claim === undefined || agent === undefined || step === undefined || label === 'none')
    return rest.secondary;
  const { evidence, confidence, secondary } = rest;
  return [{ detector, mode: label, agent, step, claim, evidence, confidence }, ...secondary];
}
