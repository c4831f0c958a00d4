import type { Effect } from '#events';
import { z } from 'zod';

const id = (of: string, example: string) => z.string().min(1).max(20).describe(`Id of the ${of}, as in ${example}.`);
const line = (what: string) => z.string().min(1).max(200).describe(what);
const text = z.string().min(1).max(4_000).describe('The text, word for word.');
const address = (whose: string) => z.email().max(200).describe(`Mail address of ${whose}.`);
const customer = z.string().min(1).max(100).describe('Name or id of the customer.');
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  .describe('Day and time, as in 2026-03-02 10:30.');

const TICKET_STATUSES = ['open', 'waiting', 'urgent', 'closed'] as const;
const PLANS = ['basic', 'standard', 'premium'] as const;

/** The arguments of every tool that changes an office. */
export const CHANGE_ARGUMENTS = {
  customers_set_plan: z.strictObject({ customer: id('customer', 'C3'), plan: z.enum(PLANS) }),
  customers_add_note: z.strictObject({ customer: id('customer', 'C3'), note: line('The note, word for word.') }),
  tickets_create: z.strictObject({ customer, title: line('What it is about.') }),
  tickets_set_status: z.strictObject({ ticket: id('ticket', 'T104'), status: z.enum(TICKET_STATUSES) }),
  tickets_add_note: z.strictObject({ ticket: id('ticket', 'T104'), note: line('The note, word for word.') }),
  mail_send: z.strictObject({ to: address('who is to get it'), subject: line('Its subject.'), text }),
  mail_reply: z.strictObject({ mail: id('mail that is answered', 'M12'), text }),
  mail_archive: z.strictObject({ mail: id('mail', 'M12') }),
  calendar_create: z.strictObject({ customer, date: moment, title: line('What it is about.') }),
  calendar_move: z.strictObject({ meeting: id('meeting', 'E7'), date: moment }),
  calendar_cancel: z.strictObject({ meeting: id('meeting', 'E7') }),
  files_share: z.strictObject({ file: id('file', 'D5'), with: address('who is to read it') }),
  files_append: z.strictObject({ file: id('file', 'D5'), text }),
  files_delete: z.strictObject({ file: id('file', 'D5') }),
};

type ChangeArguments = { readonly [T in keyof typeof CHANGE_ARGUMENTS]: z.infer<(typeof CHANGE_ARGUMENTS)[T]> };
export type ChangeTool = keyof ChangeArguments;
export interface ChangeOf<T extends ChangeTool> {
  readonly tool: T;
  readonly arguments: ChangeArguments[T];
}
/** One thing done to an office: the tool and what it was called with. */
export type Change = { [T in ChangeTool]: ChangeOf<T> }[ChangeTool];

/** What calling twice would do: a mail is sent twice; everything else is asked for with a key and done once for each. */
export const effectOf = (tool: ChangeTool): Effect =>
  tool === 'mail_send' || tool === 'mail_reply' ? 'once' : 'idempotent';
