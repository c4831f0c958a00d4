import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Change } from '../families/office/change.js';
import type { OfficeSandbox } from '../families/office/office-sandbox.js';
import type { Office } from '../families/office/office-state.js';

/** Nothing in it for each test. */
export interface OfficeSandboxHarness {
  open(): Promise<OfficeSandbox>;
  /** Another one on the same offices; the first may be closed or not. */
  reopen(): Promise<OfficeSandbox>;
  dispose(): Promise<void>;
}

const RUN = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';

const ticket = {
  id: 'T1',
  customer: 'Acme',
  date: '2026-03-02',
  status: 'open',
  address: '',
  title: 'Help',
  notes: [],
};
const OFFICE: Office = { today: '2026-03-02', customers: [], tickets: [ticket], mail: [], calendar: [], files: [] };
const note = (text: string): Change => ({ tool: 'tickets_add_note', arguments: { ticket: 'T1', note: text } });
const mail: Change = { tool: 'mail_send', arguments: { to: 'a@b.example', subject: 'S', text: 'T' } };

const notesIn = (office: Office | undefined) => office?.tickets[0]?.notes;

/** What a sandbox of offices does, wherever it keeps them. */
export function officeSandboxContract(name: string, harness: () => OfficeSandboxHarness): void {
  describe(`${name}, as offices`, () => {
    let current: OfficeSandboxHarness;
    let sandbox: OfficeSandbox;
    beforeEach(async () => {
      current = harness();
      sandbox = await current.open();
    });
    afterEach(async () => {
      await sandbox.close();
      await current.dispose();
    });

    it('have none of a run before it is opened', async () => {
      expect(await sandbox.officeOf(RUN)).toBeUndefined();
      expect(await sandbox.change(RUN, mail)).toBeUndefined();
    });

    it('are opened once, and then are as they were left', async () => {
      await sandbox.open(RUN, OFFICE);
      await sandbox.change(RUN, note('seen'));
      await sandbox.open(RUN, OFFICE);
      expect(notesIn(await sandbox.officeOf(RUN))).toEqual(['seen']);
      await sandbox.close();
      sandbox = await current.reopen();
      expect(notesIn(await sandbox.officeOf(RUN))).toEqual(['seen']);
    });

    it('repeat the answer to a request with the same key, also to somebody else, and do nothing again', async () => {
      await sandbox.open(RUN, OFFICE);
      const first = await sandbox.change(RUN, note('once'), 'k1');
      const other = await current.reopen();
      expect(await other.change(RUN, note('once'), 'k1')).toEqual(first);
      await other.change(RUN, note('again'), 'k2');
      await other.close();
      expect(notesIn(await sandbox.officeOf(RUN))).toEqual(['once', 'again']);
    });

    it('do without a key whatever they are asked, each time', async () => {
      await sandbox.open(RUN, OFFICE);
      await sandbox.change(RUN, mail);
      await sandbox.change(RUN, mail);
      expect((await sandbox.officeOf(RUN))?.mail).toHaveLength(2);
    });

    it('lose nothing of what is asked of them at the same time', async () => {
      await sandbox.open(RUN, OFFICE);
      const other = await current.reopen();
      await Promise.all(
        [1, 2, 3, 4].flatMap((n) => [sandbox, other].map((one) => one.change(RUN, note(`${n}`), `${n}`))),
      );
      await other.close();
      expect([...(notesIn(await sandbox.officeOf(RUN)) ?? [])].sort()).toEqual(['1', '2', '3', '4']);
    });

    it('say what is the matter with a change that they refuse, and stay as they were', async () => {
      await sandbox.open(RUN, OFFICE);
      const unknown: Change = { tool: 'tickets_add_note', arguments: { ticket: 'T9', note: 'x' } };
      expect(await sandbox.change(RUN, unknown, 'k1')).toEqual({ problem: expect.stringContaining('T9') });
      expect(await sandbox.officeOf(RUN)).toEqual(OFFICE);
    });

    it('belong to their runs, and go with them, keys and all', async () => {
      for (const run of [RUN, OTHER]) {
        await sandbox.open(run, OFFICE);
        await sandbox.change(run, note('seen'), 'k1');
      }
      await sandbox.removeRuns([RUN]);
      expect(await sandbox.officeOf(RUN)).toBeUndefined();
      expect(notesIn(await sandbox.officeOf(OTHER))).toEqual(['seen']);
      await sandbox.open(RUN, OFFICE);
      await sandbox.change(RUN, note('anew'), 'k1');
      expect(notesIn(await sandbox.officeOf(RUN))).toEqual(['anew']);
    });
  });
}
