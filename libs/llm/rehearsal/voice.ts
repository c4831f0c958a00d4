import type { PlannedFact } from '#tasks';
import type { Beliefs } from './beliefs.js';
import type { PlannedCall } from './scene.js';

/** How facts are stated so that everybody, the agent itself included, can read them again: `[F12] = 1,234.5`. */
const statement = (id: string, value: string): string => `[${id}] = ${value}`;

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** What the agent writes down of what it has just learnt. */
function notes({ values, learnt }: Beliefs): string | undefined {
  const stated = [...learnt].map((id) => statement(id, values.get(id) ?? ''));
  return stated.length === 0 ? undefined : `I note ${stated.join(', ')}.`;
}

const INTENTS: Readonly<Record<string, string>> = {
  search_documents: 'First I look for the documents that give the figures.',
  read_document: 'I read the documents that should have what is missing.',
  calculator: 'The figures are together; now the calculation.',
};

export const aboutToCall = (beliefs: Beliefs, calls: readonly PlannedCall[]): string =>
  sentences(notes(beliefs), INTENTS[calls[0]?.name ?? '']);

export const aboutToDelegate = (beliefs: Beliefs, facts: readonly PlannedFact[]): string =>
  sentences(notes(beliefs), `Figures that are missing: ${facts.length}. I hand them out.`);

export const aboutToFinish = (beliefs: Beliefs): string =>
  sentences(notes(beliefs), 'The reports are in; the answer can be given.');

/** A brief names each figure by tag and question, one a line. */
export const brief = (facts: readonly PlannedFact[]): string =>
  [
    'Find these figures in the documents and report each with its tag:',
    ...facts.map(({ id, question }) => `- [${id}] ${question}`),
  ].join('\n');

/** A report states what was found and names what was not. */
export function report(values: ReadonlyMap<string, string>, missing: readonly string[]): string {
  return [
    values.size === 0 ? 'I found none of the figures.' : 'These figures stand in the documents:',
    ...[...values].map(([id, value]) => `- ${statement(id, value)}`),
    ...notFound(missing),
  ].join('\n');
}

export const aboutToReport = (beliefs: Beliefs): string => sentences(notes(beliefs), 'That is what I can report.');

export function explanation(
  values: ReadonlyMap<string, string>,
  missing: readonly string[],
  expressions: readonly string[],
): string {
  const used = [...values].map(([id, value]) => statement(id, value)).join(', ');
  const steps = expressions.length === 0 ? [] : [`From these follows ${expressions.join(', then ')}.`];
  return [used === '' ? 'I have no figures to go by.' : `I used ${used}.`, ...steps, ...notFound(missing)].join('\n');
}

export const aboutToAnswer = (beliefs: Beliefs, answer: string): string =>
  sentences(notes(beliefs), `My answer is ${answer}.`);

const notFound = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Not found: ${missing.map((id) => `[${id}]`).join(', ')}`];
