import { Command } from 'commander';
import { approvalsCommand } from './commands/approvals.js';
import { baselineCommand } from './commands/baseline.js';
import { classifyCommand } from './commands/classify.js';
import { compareCommand } from './commands/compare.js';
import { controlCommands } from './commands/control.js';
import { decisionCommands } from './commands/decision-commands.js';
import { demoCommand } from './commands/demo.js';
import { devCommand } from './commands/dev.js';
import { dlqCommand } from './commands/dlq.js';
import { doctorCommand } from './commands/doctor.js';
import { evalClassifierCommand } from './commands/eval-classifier.js';
import { eventsCommand } from './commands/events.js';
import { experimentCommand } from './commands/experiment.js';
import { exportCommand } from './commands/export.js';
import { importCommand } from './commands/import.js';
import { inspectCommand } from './commands/inspect.js';
import { projectionsCommand } from './commands/projections.js';
import { pruneCommand } from './commands/prune.js';
import { reportCommand } from './commands/report.js';
import { runCommand } from './commands/run.js';
import { runsCommand } from './commands/runs.js';
import { showCommand } from './commands/show.js';
import { stackCommand } from './commands/stack.js';
import { systemsCommand } from './commands/systems.js';
import { tasksCommand } from './commands/tasks.js';
import { topicsCommand } from './commands/topics.js';
import { traceCommand } from './commands/trace.js';
import type { Session } from './session.js';

const EXIT_STATUSES = `
Exit status of \`run\`: 0 answered (and right, where it is graded), 1 answered wrong, 3 failed, 4 cancelled.
Of every command: 2 bad input, 5 no server to be reached, 70 a fault of Parley, 128 + n ended by signal n.`;

/** The command line whole. Errors of usage are thrown as commander's, never printed in passing. */
export function programOf(session: Session): Command {
  const program = new Command('parley')
    .description(
      'Hosts LLM agent teams on an event log and measures, from their own traces, whether the teamwork pays.',
    )
    .version(VERSION)
    // What stands behind a subcommand's name is the subcommand's.
    .enablePositionalOptions()
    .addHelpText('after', EXIT_STATUSES);
  for (const command of commandsOf(session)) program.addCommand(command);
  throwing(program);
  return program;
}

const VERSION = '0.1.0';

const commandsOf = (session: Session): readonly Command[] => [
  demoCommand(session),
  devCommand(session),
  stackCommand(session),
  doctorCommand(session),
  runCommand(session),
  runsCommand(session),
  showCommand(session),
  eventsCommand(session),
  traceCommand(session),
  ...controlCommands(session),
  approvalsCommand(session),
  ...decisionCommands(session),
  compareCommand(session),
  experimentCommand(session),
  inspectCommand(session),
  classifyCommand(session),
  evalClassifierCommand(session),
  reportCommand(session),
  baselineCommand(session),
  systemsCommand(session),
  tasksCommand(session),
  pruneCommand(session),
  projectionsCommand(session),
  topicsCommand(session),
  dlqCommand(session),
  exportCommand(session),
  importCommand(session),
];

/** With its subcommands. */
const throwing = (command: Command): void => {
  command.commands.forEach(throwing);
  command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError();
};
