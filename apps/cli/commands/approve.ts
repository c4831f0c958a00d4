import { Command, Option } from 'commander';
import { DecisionSchema, type Decision } from '#events';
import { AcceptedCommandSchema } from '../api/accepted.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { connect } from '../server/connect.js';
import type { Session } from '../session.js';

interface ApproveOptions extends TalkingOptions {
  readonly decision: Decision;
  readonly result?: string;
  readonly reason?: string;
}

const DECISIONS = `before a call: approve, reject; for a call in doubt: happened (with --result), not_happened, fail`;

export const approveCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('approve')
      .description('answer what a run asks a person')
      .argument('<run>', 'id of the run')
      .argument('<approval>', 'id of the approval (see `parley approvals`)')
      .addOption(new Option('--decision <decision>', DECISIONS).choices(DecisionSchema.options).default('approve'))
      .option('--result <text>', 'what a call that happened has returned')
      .option('--reason <text>', 'why; the model is told when a call is rejected'),
    session,
  ).action((runId: string, approvalId: string, options: ApproveOptions) =>
    approve(session, { runId, approvalId }, options),
  );

interface Question {
  readonly runId: string;
  readonly approvalId: string;
}

async function approve(session: Session, question: Question, options: ApproveOptions): Promise<void> {
  const { decision, result, reason, json } = options;
  const api = await connect(session, options);
  const body = {
    ...question,
    decision,
    ...(result === undefined ? {} : { result }),
    ...(reason === undefined ? {} : { reason }),
  };
  const accepted = await api.post('/v1/approvals', body, AcceptedCommandSchema);
  session.terminal.print(
    json === true
      ? JSON.stringify(accepted)
      : `${decision} of ${question.approvalId} is accepted; see \`parley events ${question.runId}\``,
  );
}
