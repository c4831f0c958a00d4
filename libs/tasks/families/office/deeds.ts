import type { Dice } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';
import type { Deed } from './errand.js';
import type { Shelf } from './office-state.js';
import { NOTES, READERS, SUBJECTS, TEXTS } from './words.js';

type Drawn = (dice: Dice) => Deed;

/** A change of the entry itself: doing it twice is doing it once. */
export const settingOn = (shelf: Shelf, dice: Dice): Deed => dice.pick(SETTINGS[shelf])(dice);

/** In two of three cases words that go out or are written down: done twice they stand there twice. */
export const deedOn = (shelf: Shelf, dice: Dice): Deed =>
  dice.between(1, 3) === 1 ? settingOn(shelf, dice) : dice.pick(WORDS[shelf])(dice);

const SETTINGS: Readonly<Record<Shelf, NonEmpty<Drawn>>> = {
  customers: [
    () => ({
      shelf: 'customers',
      text: 'set its plan to `premium`',
      isRepeatable: true,
      change: ({ id }) => ({ tool: 'customers_set_plan', arguments: { customer: id, plan: 'premium' } }),
    }),
  ],
  tickets: [
    (dice) => {
      const status = dice.pick<'urgent' | 'closed'>(['urgent', 'closed']);
      return {
        shelf: 'tickets',
        text: `set the status of its ticket to \`${status}\``,
        isRepeatable: true,
        change: ({ id }) => ({ tool: 'tickets_set_status', arguments: { ticket: id, status } }),
      };
    },
  ],
  mail: [
    () => ({
      shelf: 'mail',
      text: 'archive its mail',
      isRepeatable: true,
      change: ({ id }) => ({ tool: 'mail_archive', arguments: { mail: id } }),
    }),
  ],
  calendar: [
    () => ({
      shelf: 'calendar',
      text: 'cancel its meeting',
      isRepeatable: true,
      change: ({ id }) => ({ tool: 'calendar_cancel', arguments: { meeting: id } }),
    }),
    (dice) => {
      const date = `2026-05-${dice.between(10, 28)} ${dice.between(10, 16)}:30`;
      return {
        shelf: 'calendar',
        text: `move its meeting to ${date}`,
        isRepeatable: true,
        change: ({ id }) => ({ tool: 'calendar_move', arguments: { meeting: id, date } }),
      };
    },
  ],
  files: [
    (dice) => {
      const reader = dice.pick(READERS);
      return {
        shelf: 'files',
        text: `share its contract with ${reader}`,
        isRepeatable: true,
        change: ({ id }) => ({ tool: 'files_share', arguments: { file: id, with: reader } }),
      };
    },
  ],
};

const mailTo =
  (shelf: Shelf, whom: string): Drawn =>
  (dice) => {
    const [subject, text] = [dice.pick(SUBJECTS), dice.pick(TEXTS)];
    return {
      shelf,
      text: `send ${whom} a mail with the subject \`${subject}\` and the text \`${text}\``,
      isRepeatable: false,
      change: ({ address }) => ({ tool: 'mail_send', arguments: { to: address, subject, text } }),
    };
  };

const WORDS: Readonly<Record<Shelf, NonEmpty<Drawn>>> = {
  customers: [
    mailTo('customers', 'its contact'),
    (dice) => {
      const note = dice.pick(NOTES);
      return {
        shelf: 'customers',
        text: `add the note \`${note}\` to the customer`,
        isRepeatable: false,
        change: ({ id }) => ({ tool: 'customers_add_note', arguments: { customer: id, note } }),
      };
    },
  ],
  tickets: [
    mailTo('tickets', 'whoever raised its ticket'),
    (dice) => {
      const note = dice.pick(NOTES);
      return {
        shelf: 'tickets',
        text: `add the note \`${note}\` to its ticket`,
        isRepeatable: false,
        change: ({ id }) => ({ tool: 'tickets_add_note', arguments: { ticket: id, note } }),
      };
    },
  ],
  mail: [
    (dice) => {
      const text = dice.pick(TEXTS);
      return {
        shelf: 'mail',
        text: `answer its mail with the text \`${text}\``,
        isRepeatable: false,
        change: ({ id }) => ({ tool: 'mail_reply', arguments: { mail: id, text } }),
      };
    },
  ],
  calendar: [mailTo('calendar', 'whom its meeting is with')],
  files: [
    mailTo('files', 'who keeps its contract'),
    (dice) => {
      const text = dice.pick(NOTES);
      return {
        shelf: 'files',
        text: `append the line \`${text}\` to its contract`,
        isRepeatable: false,
        change: ({ id }) => ({ tool: 'files_append', arguments: { file: id, text } }),
      };
    },
  ],
};
