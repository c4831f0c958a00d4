import { Command } from 'commander';
import type { Decision, RunEvent } from '#events';
import { AcceptedCommandSchema } from '../api/accepted.js';
import type { Api } from '../api/api.js';
import { approvalName, approvalNamed } from '../api/approval-named.js';
import { outcomeOfCommand } from '../api/outcome-of-command.js';
import { badInput } from '../cli-error.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { currentUser } from '../options/current-user.js';
import { printable } from '../rendering/printable.js';
import { withRunningServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface DecisionOptions extends TalkingOptions {
  readonly actor: string;
  readonly reason?: string;
  readonly result?: string;
}

const VERBS = [
  { verb: 'approve', decision: 'approve', description: 'let an agent make the call that it asks about' },
  { verb: 'reject', decision: 'reject', description: 'refuse it; the agent is told why and goes on' },
  { verb: 'happened', decision: 'happened', description: 'say that a call in doubt took effect' },
  { verb: 'not-happened', decision: 'not_happened', description: 'say that it did not, so that it is made again' },
  { verb: 'fail', decision: 'fail', description: 'say that nobody knows, which fails the turn' },
] as const satisfies readonly { readonly verb: string; readonly decision: Decision; readonly description: string }[];
type Verb = (typeof VERBS)[number];

/** One command for each answer to an approval. */
export const decisionCommands = (session: Session): readonly Command[] =>
  VERBS.map((verb) => {
    const command = new Command(verb.verb)
      .description(verb.description)
      .argument('<approval>', 'what `parley approvals` lists: RUN/ID, or ID while only one run asks under it')
      .option('--actor <name>', 'who decides, for the record', currentUser());
    withWords(command, verb);
    return withConnectionOptions(command, session).action((name: string, options: DecisionOptions) =>
      withRunningServer(session, options, (api) => decide(session, api, { verb, name }, options)),
    );
  });

function withWords(command: Command, { verb }: Verb): void {
  if (verb === 'happened')
    command.option('--result <text>', 'what it returned; without it the agent is told that nobody knows');
  if (verb === 'reject') command.requiredOption('--reason <text>', 'why, for the agent and for the record');
  else command.option('--reason <text>', 'why, for the record');
}

interface Answer {
  readonly verb: Verb;
  readonly name: string;
}

async function decide(session: Session, api: Api, { verb, name }: Answer, options: DecisionOptions): Promise<void> {
  const { actor, reason, result, json } = options;
  const approval = await approvalNamed(api, name);
  const { runId, approvalId } = approval;
  const body = {
    runId,
    approvalId,
    decision: verb.decision,
    ...(result === undefined ? {} : { result }),
    ...(reason === undefined ? {} : { reason }),
    actor,
  };
  const { commandId } = await api.post('/v1/approvals', body, AcceptedCommandSchema);
  const outcome = await outcomeOfCommand(api, runId, commandId);
  refuse(outcome);
  const what = outcome === undefined ? 'is accepted and not recorded so far' : `is recorded as decided by ${actor}`;
  session.terminal.print(
    json === true
      ? JSON.stringify({ commandId, recorded: outcome !== undefined })
      : printable(`${verb.verb} of ${approvalName(approval)} ${what}`),
  );
}

function refuse(outcome: RunEvent | undefined): void {
  if (outcome?.type === 'CommandRejected') throw badInput(outcome.data.message);
}
