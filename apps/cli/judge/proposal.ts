import { FAILURE_MODES, type Evidence } from '#taxonomy';
import { z } from 'zod';
import type { Line } from './numbered-lines.js';

const ProposalSchema = z.strictObject({
  /** No decisive mistake in this part of the run. */
  none: z.boolean(),
  label: z.enum(FAILURE_MODES),
  agent: z.string(),
  step: z.int(),
  why: z.string(),
  quotes: z.array(z.string()),
});
/** What a judge holds for the decisive mistake. */
export type Proposal = Omit<z.infer<typeof ProposalSchema>, 'none'>;

export const PROPOSAL_FORMAT = { name: 'proposal', schema: schemaOf(ProposalSchema) };

const RefutationSchema = z.strictObject({ refuted: z.boolean(), why: z.string() });
export const REFUTATION_FORMAT = { name: 'refutation', schema: schemaOf(RefutationSchema) };

function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema) as Readonly<Record<string, unknown>>;
  return rest;
}

/** Of an answer: what it proposes, `none`, or undefined where it is not what was asked for. */
export function proposalIn(answer: string): Proposal | 'none' | undefined {
  const parsed = ProposalSchema.safeParse(jsonIn(answer));
  if (!parsed.success) return undefined;
  const { none, ...proposal } = parsed.data;
  return none ? 'none' : proposal;
}

export const refutationIn = (answer: string): z.infer<typeof RefutationSchema> | undefined =>
  RefutationSchema.safeParse(jsonIn(answer)).data;

/** Models put JSON into a fence at times. What they quote may have fences of its own, and what they say after it. */
const FENCES = [/```(?:json)?\s*([\s\S]*)```/, /```(?:json)?\s*([\s\S]*?)```/];

function jsonIn(answer: string): unknown {
  const texts = [answer, ...FENCES.flatMap((fence) => fence.exec(answer)?.[1] ?? [])];
  return texts.map(parsed).find((json) => json !== undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LEAST_QUOTED = 8;

/**
 * Why a proposal is not to be believed by what stands in the run: its step is none of this speaker's, or a quote of it does
 * not stand there word for word (white space aside). Undefined where nothing speaks against it.
 */
export function objectionTo({ agent, step, quotes }: Proposal, lines: readonly Line[]): string | undefined {
  const own = lines.filter((line) => line.step === step);
  if (!own.some(({ speaker, isOfTool }) => isOfTool !== true && sameName(speaker, agent)))
    return `step ${step} is not one of ${agent}`;
  const telling = quotes.map(spaced).filter((quote) => quote.length >= LEAST_QUOTED);
  if (telling.length === 0) return 'no words of the run are quoted';
  const texts = lines.map((line) => ({ text: spaced(line.text), isOwn: line.step === step }));
  const missing = telling.find((quote) => !texts.some(({ text }) => text.includes(quote)));
  if (missing !== undefined) return `"${missing}" does not stand in the run`;
  const isOwn = telling.some((quote) => texts.some((line) => line.isOwn && line.text.includes(quote)));
  return isOwn ? undefined : `nothing of step ${step} is quoted`;
}

/** Where the quotes stand, at the step itself where they can. */
export function evidenceOf({ step, quotes }: Proposal, lines: readonly Line[]): readonly Evidence[] {
  return quotes.flatMap((quote) => {
    const holding = lines.filter(({ text }) => spaced(text).includes(spaced(quote)));
    const found = holding.find((line) => line.step === step) ?? holding[0];
    return found === undefined ? [] : [{ step: found.step, quote }];
  });
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
