import { describe, expect, it } from '@jest/globals';
import { applyAll, applyChange } from './apply-change.js';
import { CHANGE_ARGUMENTS, type Change } from './change.js';
import { drawOffice } from './draw-office.js';
import { foundText, shownText } from './find-entries.js';
import { gradeOffice } from './office-grader.js';

const before = drawOffice(1, 1);
const [mail] = before.mail;
const [customer] = before.customers;

/** One of each tool, on what the office has. */
const CHANGES: readonly Change[] = [
  { tool: 'customers_set_plan', arguments: { customer: customer!.id, plan: 'premium' } },
  { tool: 'customers_add_note', arguments: { customer: customer!.id, note: 'a note' } },
  { tool: 'tickets_create', arguments: { customer: customer!.customer, title: 'A new ticket' } },
  { tool: 'tickets_set_status', arguments: { ticket: before.tickets[0]!.id, status: 'closed' } },
  { tool: 'tickets_add_note', arguments: { ticket: before.tickets[0]!.id, note: 'a note' } },
  { tool: 'mail_send', arguments: { to: 'a@b.example', subject: 'S', text: 'T' } },
  { tool: 'mail_reply', arguments: { mail: mail!.id, text: 'T' } },
  { tool: 'mail_archive', arguments: { mail: mail!.id } },
  { tool: 'calendar_create', arguments: { customer: customer!.id, date: '2026-03-09 09:00', title: 'A talk' } },
  { tool: 'calendar_move', arguments: { meeting: before.calendar[0]!.id, date: '2026-03-09 09:00' } },
  { tool: 'calendar_cancel', arguments: { meeting: before.calendar[1]!.id } },
  { tool: 'files_share', arguments: { file: before.files[0]!.id, with: 'a@b.example' } },
  { tool: 'files_append', arguments: { file: before.files[0]!.id, text: 'a line' } },
  { tool: 'files_delete', arguments: { file: before.files[1]!.id } },
];

describe('a change of an office', () => {
  it('is tried here with every tool', () => {
    expect(CHANGES.map(({ tool }) => tool)).toEqual(Object.keys(CHANGE_ARGUMENTS));
  });

  it.each(CHANGES)('by $tool is seen in it, and in nothing else', (change) => {
    const after = applyAll(before, [change]);
    const differing = Object.entries(after).filter(([shelf, entries]) => entries !== before[shelf as 'mail']);
    expect(differing.map(([shelf]) => shelf)).toEqual([change.tool.split('_')[0]]);
    expect(gradeOffice({ initial: before, expected: after }, before).passed).toBe(false);
    expect(gradeOffice({ initial: before, expected: after }, after).passed).toBe(true);
  });

  it('of an entry that is not there says so, and where to look', () => {
    expect(applyChange(before, { tool: 'tickets_set_status', arguments: { ticket: 'T9', status: 'closed' } })).toEqual({
      problem: 'there is no "T9" among the tickets: look it up with tickets_find',
    });
    expect(applyChange(before, { tool: 'tickets_create', arguments: { customer: 'Nobody', title: 'x' } })).toEqual({
      problem: 'there is no "Nobody" among the customers: look it up with customers_find',
    });
  });

  it('numbers what it adds on', () => {
    const after = applyAll(before, [CHANGES[5]!, CHANGES[5]!]);
    expect(after.mail.slice(-2).map(({ id }) => Number(id.slice(1)))).toEqual([73, 74]);
  });
});

describe('an end state', () => {
  it('is the same in whatever order things were added, and however they were numbered and spaced', () => {
    const [one, other]: Change[] = [
      { tool: 'mail_send', arguments: { to: 'a@b.example', subject: 'S', text: 'T  T\n' } },
      { tool: 'mail_send', arguments: { to: 'C@b.example', subject: 'S', text: 'T' } },
    ];
    const expected = applyAll(before, [one!, other!]);
    const tidy: Change = { tool: 'mail_send', arguments: { to: 'a@b.example', subject: 'S', text: 'T T' } };
    const found = applyAll(before, [other!, tidy]);
    expect(gradeOffice({ initial: before, expected }, found).passed).toBe(true);
  });

  it('that is wrong is described without saying what would be right', () => {
    const expected = applyAll(before, [CHANGES[3]!]);
    const found = applyAll(before, [CHANGES[3]!, CHANGES[5]!]);
    expect(gradeOffice({ initial: before, expected }, found).detail).toBe(
      'the office is not as it should be: 0 of its entries are missing or wrong, and 1 should not be there as they are',
    );
  });
});

describe('what the tools show', () => {
  it('is found by customer, region, status and title, all at once', () => {
    const region = customer!.title.replace('region ', '');
    const lines = foundText(before, 'tickets', { region }).split('\n');
    expect(lines).toHaveLength(4);
    const line = foundText(before, 'tickets', { region: region.toLowerCase(), customer: customer!.id });
    expect(lines).toContain(line);
    expect(foundText(before, 'files', { title: 'contract with', customer: customer!.customer.toUpperCase() })).toMatch(
      /^\*\*D\d+ \| .*\*\* \[F\d+\]$/,
    );
    expect(foundText(before, 'calendar', { status: 'cancelled' })).toBe('Nothing fits among the calendar.');
  });

  it('says what could have been meant where nothing fits', () => {
    expect(foundText(before, 'mail', { customer: 'Nobody' })).toContain(customer!.customer);
    expect(foundText(before, 'mail', { region: 'Nowhere' })).toContain(customer!.title.replace('region ', ''));
  });

  it('is an entry whole', () => {
    expect(shownText(before, 'mail', mail!.id)!.split('\n').at(-1)).toBe('Please let us know how this goes on.');
    expect(shownText(before, 'mail', 'M1')).toBeUndefined();
  });
});
