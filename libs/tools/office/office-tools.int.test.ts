import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asTurnId, callIdOf } from '#events';
import { grade, OfficeSchema, planOf, taskOf, type OfficeSandbox, type PlannedCall, type Task } from '#tasks';
import { officeSandboxContract } from '#tasks/testing';
import { runCall, type CallResult } from '#tools';
import { invocationWith } from '#tools/testing';
import { officeSandbox } from './office-sandbox.js';
import { officeTools } from './office-tools.js';

const REF = { family: 'office', seed: 1, index: 1, level: 2 };
const RUN = '01890000-0000-7000-8000-000000000001';

const task = ((): Task => {
  const parsed = taskOf(REF);
  if ('ok' in parsed) return parsed.ok;
  throw new Error('no such task');
})();
const documents = task.brief.documents.map(({ id, title, content }) => ({ id, title, text: content as string }));
const initial = OfficeSchema.parse(JSON.parse(documents[0]!.text));

officeSandboxContract('a file', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-office-'));
  const open = () => Promise.resolve(officeSandbox(path.join(directory, 'office.db')));
  return {
    open,
    reopen: open,
    dispose: () => {
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  };
});

describe('the tools of an office', () => {
  let directory: string;
  let sandbox: OfficeSandbox;
  const open = () => (sandbox = officeSandbox(path.join(directory, 'office.db')));
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-office-'));
    open();
  });
  afterEach(async () => {
    await sandbox.close();
    rmSync(directory, { recursive: true });
  });

  function call({ tool, arguments: given }: PlannedCall, index = 1, found = documents): Promise<CallResult> {
    return runCall(
      officeTools(sandbox).find(({ definition }) => definition.name === tool),
      {
        ...invocationWith(found),
        runId: RUN,
        callId: callIdOf(asTurnId('solo.1'), index),
        name: tool,
        arguments: JSON.stringify(given),
        available: [],
        limit: 100_000,
      },
    );
  }
  const mail: PlannedCall = { tool: 'mail_send', arguments: { to: 'a@b.example', subject: 'S', text: 'T' } };
  const note: PlannedCall = {
    tool: 'tickets_add_note',
    arguments: { ticket: initial.tickets[0]!.id, note: 'once is enough' },
  };

  it('are those of the tasks, of every effect', () => {
    const definitions = officeTools(sandbox).map(({ definition }) => definition);
    expect(definitions.map(({ name }) => name)).toEqual(task.brief.tools);
    expect(definitions.length).toBeGreaterThanOrEqual(16);
    expect(definitions.filter(({ effect }) => effect === 'once').map(({ name }) => name)).toEqual([
      'mail_send',
      'mail_reply',
    ]);
  });

  it('do a task as planned, and the office is then as it should be', async () => {
    const plan = planOf(REF)!;
    const values = new Map(plan.facts.map(({ id, value }) => [id, value]));
    for (const [i, action] of plan.actionsOf!(values).entries()) {
      expect((await call(action, i + 1)).status).toBe('ok');
    }
    expect(grade(task.grader, ['done'], { office: await sandbox.officeOf(RUN) })).toMatchObject({ passed: true });
  });

  it('show what there is, and say what there is not', async () => {
    const { id } = initial.mail[0]!;
    expect((await call({ tool: 'mail_find', arguments: {} })).result.split('\n')).toHaveLength(initial.mail.length);
    expect((await call({ tool: 'mail_read', arguments: { mail: id } })).result).toContain('Please let us know');
    expect(await call({ tool: 'mail_read', arguments: { mail: 'M1' } })).toMatchObject({
      status: 'error',
      result: 'mail: there is no mail "M1": look it up with mail_find',
    });
    expect(await call({ tool: 'tickets_set_status', arguments: { ticket: 'T1', status: 'closed' } })).toMatchObject({
      status: 'error',
      result: expect.stringContaining('tickets_set_status changed nothing: there is no "T1"'),
    });
  });

  it('repeat the answer to a request with the same key, and do nothing again', async () => {
    const first = await call(note);
    const after = await sandbox.officeOf(RUN);
    expect(await call(note)).toEqual(first);
    expect(await sandbox.officeOf(RUN)).toEqual(after);
    await call(note, 2);
    expect((await sandbox.officeOf(RUN))!.tickets[0]!.notes).toEqual(['once is enough', 'once is enough']);
  });

  it('send a mail each time they are asked to', async () => {
    await call(mail);
    await call(mail);
    expect((await sandbox.officeOf(RUN))!.mail).toHaveLength(initial.mail.length + 2);
  });

  it('find the office as it was left when they are opened again', async () => {
    const first = await call(note);
    await sandbox.close();
    open();
    expect((await sandbox.officeOf(RUN))!.tickets[0]!.notes).toEqual(['once is enough']);
    expect(await call(note)).toEqual(first);
  });

  it('say that a task without an office has none', async () => {
    expect(await call(mail, 1, [])).toMatchObject({
      status: 'error',
      result: 'this task has no office: none of its documents has the id "office.json"',
    });
    expect(await sandbox.officeOf(RUN)).toBeUndefined();
  });

  it('know nothing of a run that has been removed', async () => {
    await call(note);
    await sandbox.removeRuns([RUN]);
    expect(await sandbox.officeOf(RUN)).toBeUndefined();
    await call(note);
    expect((await sandbox.officeOf(RUN))!.tickets[0]!.notes).toEqual(['once is enough']);
  });
});
