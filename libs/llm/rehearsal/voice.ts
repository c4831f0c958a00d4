import type { PlannedFact } from '#tasks';
import type { Beliefs } from './beliefs.js';
import { numberOf } from './figures.js';
import type { PlannedCall } from './scene.js';

/**
 * How facts are stated so that everybody, the agent itself included, can read them again: `[F12] = 1,234.5`, and texts
 * in quotes.
 */
export const statement = (id: string, value: string): string =>
  `[${id}] = ${Number.isFinite(numberOf(value)) ? value : quoted(value)}`;

const quoted = (text: string): string => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;

const statements = (values: ReadonlyMap<string, string>): string =>
  [...values].map(([id, value]) => statement(id, value)).join(', ');

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** What the agent writes down of what it has just learnt. */
function notes({ values, learnt }: Beliefs): string | undefined {
  return learnt.size === 0 ? undefined : `I note ${statements(new Map([...values].filter(([id]) => learnt.has(id))))}.`;
}

const INTENTS: Readonly<Record<string, string>> = {
  search_documents: 'First I look for the documents that tell what is missing.',
  read_document: 'I read the documents that should have what is missing.',
  calculator: 'The figures are together; now the calculation.',
  recipes: 'I look the recipes up that are missing.',
  simulate: 'The plan stands; I try it out before I give it.',
};

export const aboutToCall = (beliefs: Beliefs, calls: readonly PlannedCall[]): string =>
  sentences(notes(beliefs), INTENTS[calls[0]?.name ?? '']);

export const aboutToAct = (beliefs: Beliefs): string => sentences(notes(beliefs), 'Now I do what is to be done, once.');

export const aboutToOrder = (beliefs: Beliefs): string =>
  sentences(notes(beliefs), 'It is clear what is to be done; I have one worker do it.');

/** A worker's report on calls that it was to make. */
export const actionReport = (made: readonly PlannedCall[], left: readonly PlannedCall[]): string =>
  [
    ...(made.length === 0 ? [] : [`Made, once each: ${namesOf(made)}.`]),
    ...(left.length === 0 ? [] : [`Not made by me: ${namesOf(left)}.`]),
  ].join('\n');

const namesOf = (calls: readonly PlannedCall[]): string => calls.map(({ name }) => name).join(', ');

export const aboutToDelegate = (beliefs: Beliefs, facts: readonly PlannedFact[]): string =>
  sentences(notes(beliefs), `Facts that are missing: ${facts.length}. I hand them out.`);

export const aboutToFinish = (beliefs: Beliefs): string =>
  sentences(notes(beliefs), 'The reports are in; the answer can be given.');

/** A brief names each fact by tag and question, one a line, and states what is known and needed to find them. */
export const brief = (facts: readonly PlannedFact[], known: ReadonlyMap<string, string>): string =>
  [
    'Find these facts and report each with its tag:',
    ...facts.map(({ id, question }) => `- [${id}] ${question}`),
    ...(known.size === 0 ? [] : [`Known already: ${statements(known)}.`]),
  ].join('\n');

/** A report states what was found and names what was not. */
export function report(values: ReadonlyMap<string, string>, missing: readonly string[]): string {
  return [
    values.size === 0 ? 'I found none of the facts.' : 'This is what I found:',
    ...[...values].map(([id, value]) => `- ${statement(id, value)}`),
    ...notFound(missing),
  ].join('\n');
}

const SECOND = "Worked out once more from another worker's brief.";

/** Findings on a brief that somebody else has worked on as well; the agent can tell them from those on its own. */
export const secondResult = (findings: string): string => `${SECOND}\n${findings}`;
export const isSecondResult = (findings: string): boolean => findings.startsWith(SECOND);

export const aboutToReport = (beliefs: Beliefs): string => sentences(notes(beliefs), 'That is what I can report.');

export const aboutToReview = (beliefs: Beliefs): string => sentences(notes(beliefs), 'I have checked what I could.');

/** Names each fact that is taken to be wrong, with what it is taken to be. */
export const objection = (values: ReadonlyMap<string, string>): string =>
  `This differs from what I find: ${statements(values)}.`;

export function explanation(
  values: ReadonlyMap<string, string>,
  missing: readonly string[],
  expressions: readonly string[],
): string {
  const steps = expressions.length === 0 ? [] : [`From these follows ${expressions.join(', then ')}.`];
  return [
    values.size === 0 ? 'I have no facts to go by.' : `I used ${statements(values)}.`,
    ...steps,
    ...notFound(missing),
  ].join('\n');
}

export const aboutToAnswer = (beliefs: Beliefs, answer: string): string =>
  sentences(notes(beliefs), `My answer is ${answer}.`);

const notFound = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Not found: ${missing.map((id) => `[${id}]`).join(', ')}`];
