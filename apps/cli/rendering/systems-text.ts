import type { KnownArchitecture, KnownPreset, KnownSystem } from '../api/systems.js';
import { paragraph } from './fit.js';
import { table } from './table.js';

const whose = (source: string): string => (source === 'paper' ? 'paper' : 'authors');

const PARAMETERS = [
  { title: 'parameter' },
  { title: 'value', right: true },
  { title: 'from the' },
  { title: 'meaning' },
] as const;

/** What a system is tuned by; `given` are the values that are not the default. */
function parametersText({ parameters }: KnownArchitecture, given: KnownSystem['parameters'], width: number): string {
  const rows = parameters.map(({ name, meaning, min, max, source, ...info }) => [
    name,
    valueText(given?.[name] ?? info.default),
    given?.[name] === undefined ? whose(source) : 'preset',
    `${meaning} (${min} to ${max})`,
  ]);
  return table(PARAMETERS, rows, width);
}

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const AGENTS = [{ title: 'agent' }, { title: 'role' }, { title: 'model' }, { title: 'tier' }] as const;

function teamText(architecture: KnownArchitecture, { agents, model }: KnownSystem, width: number): string {
  const team = (agents ?? architecture.team).map((agent, index) => {
    const own = agents?.[index]?.model ?? model;
    const named = own === undefined ? 'as the server is set' : `${own.provider}/${own.model}`;
    return [agent.agentId, agent.role ?? architecture.team[index]?.role ?? '', named, own?.tier ?? ''];
  });
  return table(AGENTS, team, width);
}

/** An architecture with its default team. */
export function architectureText(architecture: KnownArchitecture, width: number): string {
  const { name, description, team } = architecture;
  const members = team.map(({ agentId }) => agentId).join(', ');
  return [
    paragraph(`${name}: ${description}`, width),
    paragraph(`team: ${members}`, width),
    parametersText(architecture, undefined, width),
  ].join('\n');
}

/** A preset with everything that it says, and what its architecture adds. */
export function presetText(preset: KnownPreset, architecture: KnownArchitecture | undefined, width: number): string {
  const { name, description, source, system } = preset;
  const head = [
    paragraph(`${name}: ${description}`, width),
    paragraph(source === 'paper' ? 'a team of the paper (arXiv 2512.08296)' : "the authors' own choice", width),
  ];
  if (architecture === undefined) return head.join('\n');
  return [
    ...head,
    paragraph(`${architecture.name}: ${architecture.description}`, width),
    '',
    teamText(architecture, system, width),
    '',
    parametersText(architecture, system.parameters, width),
  ].join('\n');
}

const PRESETS = [{ title: 'preset' }, { title: 'team' }] as const;

export const presetsText = (presets: readonly KnownPreset[], width: number): string =>
  table(
    PRESETS,
    presets.map(({ name, description }) => [name, description]),
    width,
  );
