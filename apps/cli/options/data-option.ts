import { Option } from 'commander';
import type { Session } from '../session.js';

/** The installation that a command works on itself. */
export const dataOption = ({ env }: Session): Option =>
  new Option('--data <dir>', 'data directory (or PARLEY_DATA)').default(env['PARLEY_DATA'] ?? '.parley');
