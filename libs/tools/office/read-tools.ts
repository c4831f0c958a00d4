import { foundText, shownText, SHELVES, type OfficeSandbox, type Shelf } from '#tasks';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import type { Tool } from '../port.js';
import { inOffice } from './in-office.js';

const TIMEOUT_MS = 10_000;

interface Words {
  /** What stands on the shelf, one of them, and what its lines say. */
  readonly all: string;
  readonly one: string;
  readonly argument: string;
  readonly line: string;
  readonly rest: string;
}

const WORDS: Readonly<Record<Shelf, Words>> = {
  customers: {
    all: 'customers',
    one: 'customer',
    argument: 'customer',
    line: 'id, name, since when, plan, contact, region',
    rest: 'its notes',
  },
  tickets: {
    all: 'tickets',
    one: 'ticket',
    argument: 'ticket',
    line: 'id, customer, day of opening, status, who raised it, title',
    rest: 'its notes',
  },
  mail: {
    all: 'mails',
    one: 'mail',
    argument: 'mail',
    line: 'id, customer, day, folder (inbox, archived, sent), sender or addressee, subject',
    rest: 'its text',
  },
  calendar: {
    all: 'meetings',
    one: 'meeting',
    argument: 'meeting',
    line: 'id, customer, day and time, status, with whom, title',
    rest: 'its notes',
  },
  files: {
    all: 'files',
    one: 'file',
    argument: 'file',
    line: 'id, customer, last day, status, who keeps it, title',
    rest: 'its text',
  },
};

const SoughtSchema = z.strictObject({
  customer: z.string().min(1).max(100).optional().describe('Name or id of a customer.'),
  region: z.string().min(1).max(100).optional().describe("The customers' region."),
  status: z.string().min(1).max(100).optional().describe('Status, plan or folder.'),
  title: z.string().min(1).max(100).optional().describe('Words that stand in the title or subject.'),
});

/** Tools that show offices and change nothing. */
export const readTools = (sandbox: OfficeSandbox): readonly Tool[] => [
  ...SHELVES.map((shelf) => findTool(shelf, sandbox)),
  ...SHELVES.map((shelf) => readTool(shelf, sandbox)),
];

function findTool(shelf: Shelf, sandbox: OfficeSandbox): Tool {
  const { all, line } = WORDS[shelf];
  return defineTool({
    name: `${shelf}_find`,
    description: `Lists the office's ${all} that fit all that is given, a line for each: ${line}.`,
    parameters: SoughtSchema,
    effect: 'read',
    timeoutMs: TIMEOUT_MS,
    run: (sought, invocation) =>
      inOffice(sandbox, invocation, (office) => ({ status: 'ok', text: foundText(office, shelf, sought) })),
  });
}

function readTool(shelf: Shelf, sandbox: OfficeSandbox): Tool {
  const { one, argument, rest } = WORDS[shelf];
  return defineTool({
    name: `${shelf}_read`,
    description: `Shows one ${one} of the office with ${rest}.`,
    parameters: z.strictObject({ [argument]: z.string().min(1).max(20).describe(`Id of the ${one}.`) }),
    effect: 'read',
    timeoutMs: TIMEOUT_MS,
    run: (given, invocation) =>
      inOffice(sandbox, invocation, (office) => {
        const id = String(given[argument]);
        const text = shownText(office, shelf, id);
        return text === undefined
          ? { status: 'error', text: `${argument}: there is no ${one} "${id}": look it up with ${shelf}_find` }
          : { status: 'ok', text };
      }),
  });
}
