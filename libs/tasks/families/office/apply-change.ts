import type { Change, ChangeOf, ChangeTool } from './change.js';
import { entryText } from './entry-text.js';
import { ID_LETTERS, type Entry, type Office, type Shelf } from './office-state.js';

/** An office after a change with what the tool says of it, or why nothing has changed. */
export type Applied = { readonly office: Office; readonly told: string } | { readonly problem: string };

/** Does what a tool does. Pure: the same office and change come to the same. */
export function applyChange<T extends ChangeTool>(office: Office, change: ChangeOf<T>): Applied {
  return CHANGES[change.tool](office, change.arguments);
}

/** All of them in order, without those that cannot be done. */
export const applyAll = (office: Office, changes: readonly Change[]): Office =>
  changes.reduce((before, change) => {
    const after = applyChange(before, change);
    return 'office' in after ? after.office : before;
  }, office);

const CHANGES: { readonly [T in ChangeTool]: (office: Office, given: ChangeOf<T>['arguments']) => Applied } = {
  customers_set_plan: (office, { customer, plan }) => edited(office, ['customers', customer], () => ({ status: plan })),
  customers_add_note: (office, { customer, note }) => edited(office, ['customers', customer], noted(note)),
  tickets_create: (office, { customer, title }) =>
    ofCustomer(office, customer, ({ customer: name, address }) =>
      added(office, 'tickets', { customer: name, date: office.today, status: 'open', address, title, notes: [] }),
    ),
  tickets_set_status: (office, { ticket, status }) => edited(office, ['tickets', ticket], () => ({ status })),
  tickets_add_note: (office, { ticket, note }) => edited(office, ['tickets', ticket], noted(note)),
  mail_send: (office, { to, subject, text }) => sent(office, { address: to, title: subject, notes: [text] }),
  mail_reply: (office, { mail, text }) =>
    withEntry(office, ['mail', mail], ({ customer, address, title }) =>
      sent(office, { customer, address, title: `Re: ${title}`, notes: [text] }),
    ),
  mail_archive: (office, { mail }) => edited(office, ['mail', mail], () => ({ status: 'archived' })),
  calendar_create: (office, { customer, date, title }) =>
    ofCustomer(office, customer, ({ customer: name, address }) =>
      added(office, 'calendar', { customer: name, date, status: 'planned', address, title, notes: [] }),
    ),
  calendar_move: (office, { meeting, date }) => edited(office, ['calendar', meeting], () => ({ date })),
  calendar_cancel: (office, { meeting }) => edited(office, ['calendar', meeting], () => ({ status: 'cancelled' })),
  files_share: (office, { file, with: reader }) => edited(office, ['files', file], notedOnce(`shared with ${reader}`)),
  files_append: (office, { file, text }) => edited(office, ['files', file], noted(text)),
  files_delete: (office, { file }) =>
    withEntry(office, ['files', file], (gone) => ({
      office: { ...office, files: office.files.filter((entry) => entry !== gone) },
      told: `Deleted: ${entryText('files', gone)}`,
    })),
};

type Place = readonly [shelf: Shelf, id: string];

function withEntry(office: Office, [shelf, id]: Place, use: (entry: Entry) => Applied): Applied {
  const entry = office[shelf].find((one) => one.id === id);
  if (entry !== undefined) return use(entry);
  return { problem: `there is no "${id}" among the ${shelf}: look it up with ${shelf}_find` };
}

function ofCustomer(office: Office, named: string, use: (customer: Entry) => Applied): Applied {
  const customer = office.customers.find((one) => one.id === named || one.customer === named);
  return customer === undefined ? withEntry(office, ['customers', named], use) : use(customer);
}

function edited(office: Office, place: Place, change: (entry: Entry) => Partial<Entry>): Applied {
  const [shelf] = place;
  return withEntry(office, place, (entry) => {
    const after = retagged(shelf, entry, { ...entry, ...change(entry) });
    const entries = office[shelf].map((one) => (one === entry ? after : one));
    return { office: { ...office, [shelf]: entries }, told: `Done: ${entryText(shelf, after)}` };
  });
}

/** A tag stands for a text: an entry that reads differently has it no longer. */
function retagged(shelf: Shelf, before: Entry, { tag, ...after }: Entry): Entry {
  const isSame = tag !== undefined && entryText(shelf, before) === entryText(shelf, after);
  return isSame ? { ...after, tag } : after;
}

const noted =
  (note: string) =>
  ({ notes }: Entry): Partial<Entry> => ({ notes: [...notes, note] });

const notedOnce =
  (note: string) =>
  (entry: Entry): Partial<Entry> =>
    entry.notes.includes(note) ? {} : noted(note)(entry);

function added(office: Office, shelf: Shelf, fields: Omit<Entry, 'id' | 'tag'>): Applied {
  const entry = { id: nextId(office, shelf), ...fields };
  return { office: { ...office, [shelf]: [...office[shelf], entry] }, told: `Done: ${entryText(shelf, entry)}` };
}

const sent = (
  office: Office,
  mail: Pick<Entry, 'address' | 'title' | 'notes'> & Partial<Pick<Entry, 'customer'>>,
): Applied => added(office, 'mail', { customer: '', date: office.today, status: 'sent', ...mail });

function nextId(office: Office, shelf: Shelf): string {
  const numbers = office[shelf].map(({ id }) => Number(id.slice(1)));
  return `${ID_LETTERS[shelf]}${Math.max(0, ...numbers) + 1}`;
}
