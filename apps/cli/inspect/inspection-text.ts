import type { Inspection } from '#trajectory';
import { counted } from '../rendering/numbers.js';
import { printable } from '../rendering/printable.js';
import { table } from '../rendering/table.js';

/** A run for people: who worked, what ran, who spoke to whom, what went wrong, and what cannot be told. */
export function inspectionText(inspection: Inspection, width: number): string {
  const { family, runId, turns, tokens, errors, unknown } = inspection;
  const head = `${runId}  ${family}  ${counted(turns, 'turn')}, ${count(tokens.input)} tokens in, ${count(tokens.output)} out`;
  return [
    printable(head),
    agentTable(inspection, width),
    ...listed('tools', toolLines(inspection)),
    ...listed('messages', messageLines(inspection)),
    ...listed(
      'errors',
      errors.map(({ agent, kind, message }) => `${agent ?? 'the run'} (${kind}): ${message}`),
    ),
    ...listed('unknown', unknown),
  ].join('\n');
}

const count = (tokens: number | null): string => (tokens === null ? 'unknown' : String(tokens));

const agentTable = ({ agents, toolCalls }: Inspection, width: number): string =>
  table(
    [
      { title: 'agent' },
      { title: 'turns', right: true },
      { title: 'in', right: true },
      { title: 'out', right: true },
      { title: 'tool calls', right: true },
    ],
    agents.map(({ name, turns, inputTokens, outputTokens }) => [
      name,
      String(turns),
      count(inputTokens),
      count(outputTokens),
      String(toolCalls.filter(({ agent }) => agent === name).length),
    ]),
    width,
  );

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${printable(line).replace(/\s+/g, ' ')}`)];

const toolLines = ({ toolCalls }: Inspection): readonly string[] =>
  onceEach(toolCalls.map(({ agent, name, ok }) => `${agent}: ${name}${ok ? '' : ' failed'}`));

const messageLines = ({ messages }: Inspection): readonly string[] =>
  onceEach(messages.map(({ from, to, kind }) => `${from} -> ${to}: ${kind}`));

/** Equal lines once, with how often. */
const onceEach = (lines: readonly string[]): readonly string[] =>
  [...Map.groupBy(lines, (line) => line)].map(([line, same]) =>
    same.length === 1 ? line : `${line} x ${same.length}`,
  );
