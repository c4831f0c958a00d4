import type { CommandData, CommandOf, Decision as Verdict } from '#events';
import { isRepeated, reject, type CommandRule, type Decision } from '../decision.js';
import type { Question } from '../open-turn.js';
import { questionOf, type FoundQuestion } from '../questions.js';
import { failQuestioned, resolve, resume, settle } from '../resolve-question.js';
import type { LiveRun } from '../state.js';

/** A person's answer to an open question about a call. */
export const resolveApproval: CommandRule<'ResolveApproval'> = {
  live(decision, state, command) {
    if (isRepeated(decision, state)) return;
    const { approvalId, decision: verdict, result, reason } = command.data;
    const found = questionOf(state, approvalId);
    if (found === undefined) {
      reject(
        decision,
        'approval_not_open',
        `approvalId: ${approvalId} is not open; GET /v1/approvals lists those that are`,
      );
      return;
    }
    const { kind, follow } = VERDICTS[verdict];
    if (kind !== found.question.kind) {
      refuse(decision, command, found.question);
      return;
    }
    resolve(decision, found, {
      decision: verdict,
      ...(result === undefined ? {} : { result }),
      ...(reason === undefined ? {} : { reason }),
    });
    follow(decision, state, found, command.data);
  },
};

type Resolved = CommandData<'ResolveApproval'>;

interface Consequence {
  readonly kind: Question['kind'];
  readonly follow: (decision: Decision, state: LiveRun, found: FoundQuestion, data: Resolved) => void;
}

const VERDICTS: Readonly<Record<Verdict, Consequence>> = {
  approve: { kind: 'before_call', follow: resume },
  reject: {
    kind: 'before_call',
    follow: (decision, _state, found, { reason }) => {
      settle(decision, found, { status: 'rejected', result: because('This call was not approved', reason) });
    },
  },
  happened: {
    kind: 'in_doubt',
    follow: (decision, _state, found, { result }) => {
      settle(decision, found, {
        status: 'ok',
        result: result ?? 'The call took effect; what it returned is not known.',
      });
    },
  },
  not_happened: { kind: 'in_doubt', follow: resume },
  fail: {
    kind: 'in_doubt',
    follow: (decision, state, found, { reason }) => {
      const message = because(`it is not known whether ${found.question.callId} took effect`, reason);
      failQuestioned(decision, state, found, { code: 'approval_failed', message });
    },
  },
};

const because = (text: string, reason: string | undefined): string =>
  reason === undefined ? `${text}.` : `${text}: ${reason}`;

function refuse(decision: Decision, { data }: CommandOf<'ResolveApproval'>, { kind }: Question): void {
  const allowed = Object.entries(VERDICTS).flatMap(([verdict, consequence]) =>
    consequence.kind === kind ? [verdict] : [],
  );
  const message = `decision: ${data.decision} does not answer a question of kind ${kind}; use ${allowed.join(', ')}`;
  reject(decision, 'decision_not_allowed', message);
}
