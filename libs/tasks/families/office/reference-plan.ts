import { canonicalJson } from '../../canonical.js';
import type { PlannedFact, PlannedLookup, ReferencePlan } from '../../task.js';
import type { Change } from './change.js';
import { entryOf } from './entry-of.js';
import { entryText, parseEntry, tagOf } from './entry-text.js';
import { changesFor, shelvesOf, type Errand } from './errand.js';
import { namesOnList } from './lists.js';
import { mistakenEntries, mistakenNames } from './look-alikes.js';
import type { Shelf } from './office-state.js';

type Values = ReadonlyMap<string, string>;

export function referencePlan(errand: Errand): ReferencePlan {
  const drawn = factsOf(errand);
  const truth = new Map(drawn.map(({ id, value }) => [id, value]));
  const facts = drawn.map((fact) => ({ ...fact, lookAlikes: sharp(errand, fact, truth) }));
  return {
    facts,
    derivations: [],
    answerText: answerText(changesOf(errand, truth)),
    answerOf: (values) => (values.size === 0 ? undefined : answerText(changesOf(errand, values))),
    actionsOf: (values) => changesOf(errand, values),
  };
}

/** What the errand comes to where facts are taken to be these. */
function changesOf(errand: Errand, values: Values): readonly Change[] {
  return errand.candidates.flatMap((candidate, position) => {
    const name = believedName(errand, position, values) ?? candidate;
    return changesFor(errand, (shelf) => {
      const entry = parseEntry(values.get(entryFactId(errand, shelf, candidate)) ?? '');
      return entry?.customer === name ? entry : undefined;
    });
  });
}

/** Undefined where no list is to be read; empty where its line is not known. */
function believedName({ selection }: Errand, position: number, values: Values): string | undefined {
  if (selection.kind !== 'list') return undefined;
  return values.get(namesOnList(selection.file)[position]?.id ?? '') ?? '';
}

const entryFactId = ({ office }: Errand, shelf: Shelf, customer: string): string =>
  tagOf(entryOf(office, shelf, customer)?.tag ?? 0);

function answerText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'nothing was to be done';
  return changes.map(({ tool, arguments: given }) => `${tool} ${Object.values(given)[0] ?? ''}`).join('; ');
}

/** Readings that lead elsewhere, where there are any: of a candidate that is out for two reasons one changes nothing. */
function sharp(errand: Errand, { id, lookAlikes }: PlannedFact, truth: Values): readonly string[] {
  const right = canonicalJson(changesOf(errand, truth));
  const leading = lookAlikes.filter(
    (text) => canonicalJson(changesOf(errand, new Map([...truth, [id, text]]))) !== right,
  );
  return leading.length > 0 ? leading : lookAlikes;
}

const factsOf = (errand: Errand): readonly PlannedFact[] => [
  ...nameFacts(errand),
  ...shelvesOf(errand).flatMap((shelf) =>
    errand.candidates.flatMap((customer, position) => entryFact(errand, shelf, customer, position)),
  ),
];

const ORDINALS = ['first', 'second', 'third'];

function nameFacts({ office, selection }: Errand): readonly PlannedFact[] {
  if (selection.kind !== 'list') return [];
  const { file } = selection;
  return namesOnList(file).map(({ id, value }, i) => ({
    id,
    question: `Which customer is the ${ORDINALS[i] ?? ''} on the list in file ${file.id}?`,
    value,
    lookAlikes: mistakenNames(office, value),
    lookups: [{ tool: 'files_read', arguments: { file: file.id } }],
  }));
}

function entryFact(errand: Errand, shelf: Shelf, customer: string, position: number): readonly PlannedFact[] {
  const { office, selection } = errand;
  const entry = entryOf(office, shelf, customer);
  if (entry === undefined) return [];
  const nameId = selection.kind === 'list' ? namesOnList(selection.file)[position]?.id : undefined;
  return [
    {
      id: tagOf(entry.tag ?? 0),
      question: `What is the whole line, among the ${shelf}, of ${nameId === undefined ? customer : `the customer that ${nameId} is`}?`,
      value: entryText(shelf, entry),
      lookAlikes: mistakenEntries(office, shelf, entry),
      lookups: [lookupOn(shelf, errand, nameId === undefined ? customer : `{${nameId}}`)],
    },
  ];
}

const lookupOn = (shelf: Shelf, { selection }: Errand, customer: string): PlannedLookup => ({
  tool: `${shelf}_find`,
  arguments: selection.kind === 'region' ? { region: selection.region } : { customer },
});
