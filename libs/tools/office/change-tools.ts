import { CHANGE_ARGUMENTS, effectOf, type Change, type ChangeTool, type OfficeSandbox } from '#tasks';
import { defineTool } from '../define-tool.js';
import { idempotencyKey } from '../idempotency-key.js';
import type { Tool } from '../port.js';
import { inOffice } from './in-office.js';

const TIMEOUT_MS = 10_000;

const DESCRIPTIONS: Readonly<Record<ChangeTool, string>> = {
  customers_set_plan: 'Sets the plan of a customer.',
  customers_add_note: 'Adds a note to a customer.',
  tickets_create: 'Opens a ticket for a customer.',
  tickets_set_status: 'Sets the status of a ticket.',
  tickets_add_note: 'Adds a note to a ticket.',
  mail_send: 'Sends a mail, each time it is called.',
  mail_reply: 'Answers a mail, each time it is called: to its sender, with its subject.',
  mail_archive: 'Moves a mail from the inbox to the archive.',
  calendar_create: 'Enters a meeting with the contact of a customer.',
  calendar_move: 'Moves a meeting to another day or time.',
  calendar_cancel: 'Cancels a meeting.',
  files_share: 'Lets somebody read a file.',
  files_append: 'Appends a line to a file.',
  files_delete: 'Deletes a file.',
};

const NAMES = Object.keys(DESCRIPTIONS) as ChangeTool[];

/** Tools that change offices. Those that send mails keep to no key, as mail servers do. */
export const changeTools = (sandbox: OfficeSandbox): readonly Tool[] => NAMES.map((name) => changeTool(name, sandbox));

function changeTool(name: ChangeTool, sandbox: OfficeSandbox): Tool {
  const effect = effectOf(name);
  return defineTool({
    name,
    description: DESCRIPTIONS[name],
    parameters: CHANGE_ARGUMENTS[name],
    effect,
    timeoutMs: TIMEOUT_MS,
    run: (given, invocation) =>
      inOffice(sandbox, invocation, async () => {
        const change = { tool: name, arguments: given } as Change;
        const key = effect === 'once' ? undefined : idempotencyKey(invocation);
        const reply = await sandbox.change(invocation.runId, change, key);
        if (reply === undefined) return { status: 'error', text: `${name}: the run's office has been removed` };
        return 'told' in reply
          ? { status: 'ok', text: reply.told }
          : { status: 'error', text: `${name} changed nothing: ${reply.problem}` };
      }),
  });
}
