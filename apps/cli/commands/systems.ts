import { Command } from 'commander';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import type { Session } from '../session.js';
import { checkSystem } from './systems-check.js';
import { listSystems } from './systems-list.js';
import { showSystem } from './systems-show.js';

/** `systems list`, which is `systems` alone, `systems show` and `systems check`. */
export function systemsCommand(session: Session): Command {
  const list = (text: string | undefined, options: TalkingOptions) => listSystems(session, text, options);
  const verbs = [
    new Command('list')
      .description('architectures and presets')
      .argument('[text]', 'only those whose name has this text, such as paper-openai or leads')
      .action(list),
    new Command('show')
      .description('one of them with its team and parameters; with --json as a file to start from')
      .argument('<name>', 'name of a preset or an architecture')
      .action((name: string, options: TalkingOptions) => showSystem(session, name, options)),
    new Command('check')
      .description('whether a system file can be run; names line and column of what is wrong')
      .argument('<system.json>', 'see docs/system.schema.json')
      .action((file: string, options: TalkingOptions) => checkSystem(session, file, options)),
  ];
  const systems = new Command('systems')
    .description('the architectures and presets that the server knows, or else this version')
    .enablePositionalOptions()
    .action((options: TalkingOptions) => list(undefined, options));
  for (const verb of verbs) systems.addCommand(withConnectionOptions(verb, session));
  return withConnectionOptions(systems, session);
}
