import { Option } from 'commander';
import { badInput } from '../cli-error.js';
import type { Session } from '../session.js';

type Env = Pick<Session, 'env'>;

const DEFAULT_DATA = '.parley';

/** The installation that a command works on, itself or by its server. */
export const dataOption = (session: Env, description = 'data directory (or PARLEY_DATA)'): Option =>
  directoryOption(session, description).default(session.env['PARLEY_DATA'] ?? DEFAULT_DATA);

/** `--data`, which is refused where nothing would be kept there. */
export const directoryOption = (session: Env, description: string): Option =>
  new Option('--data <dir>', description).argParser((directory: string) => {
    if (!keepsElsewhere(session)) return directory;
    throw badInput(
      '--data names a data directory, in which PARLEY_LOG=kafka keeps nothing: leave --data out, or set PARLEY_LOG=embedded PARLEY_STORE=sqlite',
    );
  });

/** Whether the environment has log and store on servers. */
export const keepsElsewhere = ({ env }: Env): boolean => env['PARLEY_LOG'] === 'kafka';
