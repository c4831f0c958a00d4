import { Command } from 'commander';
import type { Finding } from '../doctor/finding.js';
import { EXIT } from '../exit-codes.js';
import { dataOption } from '../options/data-option.js';
import { printable } from '../rendering/printable.js';
import type { Session } from '../session.js';

interface DoctorOptions {
  readonly data: string;
  readonly json?: true;
}

export const doctorCommand = (session: Session): Command =>
  new Command('doctor')
    .description(
      'check configuration, keys, brokers, database, tool servers, disk, clock and port; exits 2 when something is wrong',
    )
    .addOption(dataOption(session))
    .option('--json', 'print JSON and nothing else on stdout')
    .action((options: DoctorOptions) => examined(session, options));

async function examined(session: Session, { data, json }: DoctorOptions): Promise<void> {
  // It brings half a server with it, which no other command has to wait for.
  const { examine } = await import('../doctor/examine.js');
  const findings: Finding[] = [];
  for await (const finding of examine(session, data)) {
    findings.push(finding);
    if (json !== true) session.terminal.print(lineOf(finding, session));
  }
  if (json === true) session.terminal.print(JSON.stringify(findings));
  session.end(findings.some(({ state }) => state === 'bad') ? EXIT.badInput : EXIT.ok);
}

const COLOURS = { ok: 'green', note: 'dim', bad: 'red' } as const;
const STATE_WIDTH = 4;

const lineOf = ({ about, state, said }: Finding, { terminal }: Session): string =>
  `${terminal.paint(COLOURS[state], state.padEnd(STATE_WIDTH))} ${about}: ${printable(said)}`;
