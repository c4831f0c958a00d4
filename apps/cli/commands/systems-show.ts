import { knownSystems, type KnownArchitecture } from '../api/systems.js';
import { badInput } from '../cli-error.js';
import type { TalkingOptions } from '../options/connection-options.js';
import { architectureText, presetText } from '../rendering/systems-text.js';
import type { Session } from '../session.js';

/** With --json it prints what a system file may say. */
export async function showSystem(session: Session, name: string, { json, ...options }: TalkingOptions): Promise<void> {
  const { width, print } = session.terminal;
  const { architectures, presets } = await knownSystems(session, options);
  const architectureNamed = (wanted: string) => architectures.find((one) => one.name === wanted);
  const preset = presets.find((one) => one.name === name);
  if (preset !== undefined) {
    const { system } = preset;
    print(json === true ? asFile(system) : presetText(preset, architectureNamed(system.architecture), width));
    return;
  }
  const architecture = architectureNamed(name);
  if (architecture === undefined) throw unknown(name);
  print(json === true ? asFile(written(architecture)) : architectureText(architecture, width));
}

const asFile = (system: object): string => JSON.stringify(system, undefined, 2);

/** Everything that could be changed written out. */
const written = ({ name, parameters, team }: KnownArchitecture) => ({
  architecture: name,
  parameters: Object.fromEntries(parameters.map((one) => [one.name, one.default])),
  agents: team,
});

const unknown = (name: string) =>
  badInput(`"${name}" is no preset and no architecture: \`parley systems list\` shows all of them`);
