import { knownSystems, type KnownSystems } from '../api/systems.js';
import type { TalkingOptions } from '../options/connection-options.js';
import { architectureText, presetsText } from '../rendering/systems-text.js';
import type { Session } from '../session.js';

const USE = '`parley systems show NAME` shows one of them, `parley run --system NAME` runs it';

export async function listSystems(session: Session, text: string | undefined, options: TalkingOptions): Promise<void> {
  const { terminal } = session;
  const { architectures, presets } = await knownSystems(session, options);
  const isMeant = ({ name }: { readonly name: string }) => text === undefined || name.includes(text);
  const known = { architectures: architectures.filter(isMeant), presets: presets.filter(isMeant) };
  terminal.print(options.json === true ? JSON.stringify(known) : listed(known, terminal.width));
}

function listed({ architectures, presets }: KnownSystems, width: number): string {
  if (architectures.length + presets.length === 0) return 'no architecture and no preset has this in its name';
  const list = presets.length === 0 ? [] : [presetsText(presets, width)];
  return [...list, ...architectures.map((one) => architectureText(one, width)), USE].join('\n\n');
}
