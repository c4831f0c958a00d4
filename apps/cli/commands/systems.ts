import { Command } from 'commander';
import { architectures, type ArchitectureInfo } from '#coordination';
import { table } from '../rendering/table.js';
import type { Session } from '../session.js';

export const systemsCommand = ({ terminal }: Session): Command =>
  new Command('systems')
    .description('the architectures that this version knows, with their parameters')
    .option('--json', 'print JSON and nothing else on stdout')
    .action(({ json }: { readonly json?: true }) => {
      terminal.print(json === true ? JSON.stringify(architectures()) : architectures().map(described).join('\n\n'));
    });

function described({ name, description, parameters, team }: ArchitectureInfo): string {
  const columns = [
    { title: 'parameter' },
    { title: 'default', right: true },
    { title: 'from the' },
    { title: 'meaning' },
  ] as const;
  const rows = parameters.map((one) => [
    one.name,
    String(one.default),
    one.source === 'paper' ? 'paper' : 'authors',
    `${one.meaning} (${one.min} to ${one.max})`,
  ]);
  const members = team.map(({ agentId }) => agentId).join(', ');
  return [`${name}: ${description}`, `team: ${members}`, table(columns, rows)].join('\n');
}
