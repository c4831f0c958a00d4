import { describe, expect, it } from '@jest/globals';
import type { ApprovalDetail } from '../api/approvals.js';
import { approvalsTable, approvalText } from './approval-text.js';

const NOW = Date.UTC(2026, 0, 1);
const WIDTH = 80;
const open: ApprovalDetail = {
  runId: 'run',
  approvalId: 'solo.1.1.1',
  kind: 'before_call',
  requestedAt: NOW,
  expiresAt: NOW + 90_000,
  status: 'open',
  call: { tool: 'pay', arguments: '{"to":"\u001B[2Jann"}', effect: 'once' },
};
const textOf = (changes: Partial<ApprovalDetail> = {}) => approvalText({ ...open, ...changes }, NOW, WIDTH);

describe('approvalText', () => {
  it('shows what is asked, until when, and how to answer', () => {
    const lines = textOf().split('\n');
    expect(lines[0]).toBe('run/solo.1.1.1');
    expect(lines[1]).toMatch(/^ {2}open, expires in 1 min 30 s \(\d{4}-/);
    expect(lines.slice(2, 4)).toEqual(['  solo wants to call pay (effect: once) with', '    {"to":"␛[2Jann"}']);
    expect(lines.slice(-2)).toEqual([
      '  parley approve run/solo.1.1.1',
      '  parley reject run/solo.1.1.1 --reason TEXT',
    ]);
  });

  it('shows who has begun a call in doubt, and what can be said of it', () => {
    const started = { at: NOW, worker: 'host:1', claim: 'c1' };
    const text = textOf({ kind: 'in_doubt', call: { ...open.call!, started } });
    expect(text).toMatch(/begun .* by worker host:1, claim c1/);
    expect(text).toMatch(/parley happened .* --result TEXT\n {2}parley not-happened .*\n {2}parley fail /);
  });

  it('shows who decided, when and why, and what came of the call, and offers nothing more', () => {
    const decided = { status: 'resolved', decision: 'not_happened', actor: 'ann', reason: 'no trace' } as const;
    const recorded = { at: NOW, status: 'ok', result: 'paid', late: true };
    const text = textOf({ ...decided, resolvedAt: NOW, call: { ...open.call!, recorded } });
    expect(text).toMatch(/not happened .* by ann: no trace\n {2}recorded .*, late: ok, paid$/);
    expect(text).not.toContain('parley ');
  });

  it.each([
    [{ status: 'void', resolvedAt: NOW } as const, /void: the run ended first/],
    [{ status: 'resolved', decision: 'expired', resolvedAt: NOW } as const, /\n {2}expired\n/],
    [{ expiresAt: NOW }, /\n {2}open, expiring/],
    [{ call: { tool: 'pay', effect: 'once' } }, /arguments have been erased/],
    [{ call: undefined }, /solo wants to call a tool with/],
  ])('says %j', (changes, expected) => {
    expect(textOf(changes)).toMatch(expected);
  });
});

describe('approvalsTable', () => {
  it('has one line for each, with its state and who decided', () => {
    const resolved = { ...open, status: 'resolved', decision: 'approve', actor: 'ann' } as const;
    const [, , first, second] = approvalsTable([open, resolved], NOW).split('\n');
    expect(first).toMatch(/^run\/solo\.1\.1\.1 {2}before call {2}open, expires in 1 min 30 s$/);
    expect(second).toMatch(/approve +ann$/);
  });
});
