import type { TaskRef } from '#events';
import type { Task, TaskFamily } from '../../task.js';
import { LEVELS, levelOf } from '../level.js';
import { applyAll } from './apply-change.js';
import { CHANGE_ARGUMENTS } from './change.js';
import { drawErrand } from './draw-errand.js';
import { entryOf } from './entry-of.js';
import { changesFor, type Errand } from './errand.js';
import { OFFICE_DOCUMENT, SHELVES } from './office-state.js';
import { referencePlan } from './reference-plan.js';

const READS = [...SHELVES.map((shelf) => `${shelf}_find`), ...SHELVES.map((shelf) => `${shelf}_read`)];
const TOOLS = [...READS, ...Object.keys(CHANGE_ARGUMENTS)];

/** Errands in an office that tools show and change. Without a level the levels take turns by index. */
export const office: TaskFamily = {
  name: 'office',
  description:
    'Errands in an office of customers, tickets, mail, meetings and files, with conditions; what counts is how the office is left, and whatever was not asked for is wrong.',
  levels: LEVELS,
  size: 1000,
  taskOf: (ref) => taskOf(drawErrand(ref.seed, ref.index, levelOf(ref)), { ...ref, level: levelOf(ref) }),
  planOf: (ref) => referencePlan(drawErrand(ref.seed, ref.index, levelOf(ref))),
};

function taskOf(errand: Errand, ref: TaskRef): Task {
  const initial = errand.office;
  const due = errand.candidates.flatMap((name) => changesFor(errand, (shelf) => entryOf(initial, shelf, name)));
  return {
    brief: {
      input: inputOf(errand),
      documents: [
        {
          id: OFFICE_DOCUMENT,
          title: 'The office as it was this morning, for its tools',
          mediaType: 'application/json',
          content: JSON.stringify(initial),
        },
      ],
      tools: TOOLS,
    },
    grader: { kind: 'office', initial, expected: applyAll(initial, due) },
    ref,
  };
}

function inputOf(errand: Errand): string {
  const conditions = [
    'The tools show the office and change it at once; nothing can be undone. `mail_send` and `mail_reply` send a mail each time they are called.',
    'Each customer has one ticket, one mail in the inbox, one meeting and one contract.',
    'Use texts that are given word for word, and addresses as the tools show them.',
    'Do nothing that is not asked for. The office is looked at in the end: what is missing, what has been done twice and what should not have been done make it wrong.',
    'When all is done, answer with one line that names each tool that you changed something with and what you changed, as in `tickets_set_status T7; mail_send info@example.com`.',
  ];
  return `Today is ${errand.office.today}. ${orderOf(errand)}\n\n${conditions.map((text) => `- ${text}`).join('\n')}\n`;
}

function orderOf({ selection, candidates, conditions, deeds }: Errand): string {
  const whom = whomOf(selection, candidates);
  const only = conditions.length === 0 ? '' : `, but only if ${conditions.map(({ text }) => text).join(' and ')}`;
  return `For ${whom}${only}: ${deeds.map(({ text }, i) => `(${i + 1}) ${text}`).join(', and ')}.`;
}

function whomOf(selection: Errand['selection'], candidates: readonly string[]): string {
  switch (selection.kind) {
    case 'named':
      return candidates.length === 1 ? candidates.join() : `each of the customers ${candidates.join(', ')}`;
    case 'region':
      return `every customer in the region ${selection.region}`;
    case 'list':
      return `every customer on the list \`${selection.file.title}\` in the file ${selection.file.id}`;
  }
}
