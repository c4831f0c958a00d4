import type { RunEvent } from '#events';
import { shownText, type Office } from '#tasks';
import { officeFile, officeSandbox } from '#tools';
import { effectsOf } from '#tools/testing';

/** The scripted model's notes, by call. */
const noteOf = (callId: string): string => (callId.startsWith('solo.1.') ? 'third' : 'fourth');

/** What a person finds out who looks whether a call happened: its result, or undefined where it has not. */
export type Witness = (doubt: Doubt, events: readonly RunEvent[]) => Promise<string | undefined>;

interface Doubt {
  readonly runId: string;
  readonly callId: string;
}

/** Looks at what test tools have left behind, and for mails into the outbox of the run's office. */
export const witnessOf =
  ({ effects, data }: { readonly effects: string; readonly data: string }): Witness =>
  async ({ runId, callId }, events) => {
    const call = callWith(callId, events);
    if (call?.name.startsWith('mail_') === true) return mailIn(await officeIn(data, runId), call);
    const { happened } = effectsOf(effects, 'once', { runId, callId });
    return happened > 0 ? `noted: ${noteOf(callId)}` : undefined;
  };

interface Called {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string>>;
}

function callWith(callId: string, events: readonly RunEvent[]): Called | undefined {
  const [, turnId = '', index = ''] = /^(.*)\.(\d+)$/.exec(callId) ?? [];
  const answered = events.find((event) => event.type === 'TurnAnswered' && event.data.turnId === turnId);
  const call = answered?.type === 'TurnAnswered' ? answered.data.answer.calls[Number(index) - 1] : undefined;
  if (typeof call?.arguments !== 'string') return undefined;
  return { name: call.name, arguments: JSON.parse(call.arguments) as Called['arguments'] };
}

/** The state of a run's office, which another process may be working in. */
export async function officeIn(data: string, runId: string): Promise<Office | undefined> {
  const offices = officeSandbox(officeFile(data));
  try {
    return await offices.officeOf(runId);
  } finally {
    await offices.close();
  }
}

/** What the tool said when it sent this mail. */
function mailIn(office: Office | undefined, { arguments: given }: Called): string | undefined {
  const to = given['to'] ?? office?.mail.find(({ id }) => id === given['mail'])?.address;
  const mail = office?.mail.find(
    ({ status, address, notes }) => status === 'sent' && address === to && notes[0] === given['text'],
  );
  if (office === undefined || mail === undefined) return undefined;
  const [line = ''] = shownText(office, 'mail', mail.id)?.split('\n') ?? [];
  return `Done: ${line.replaceAll('*', '')}`;
}
