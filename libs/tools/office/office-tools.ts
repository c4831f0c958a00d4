import type { OfficeSandbox } from '#tasks';
import type { Tool } from '../port.js';
import { changeTools } from './change-tools.js';
import { readTools } from './read-tools.js';

/** All tools of the offices in a sandbox. */
export const officeTools = (sandbox: OfficeSandbox): readonly Tool[] => [
  ...readTools(sandbox),
  ...changeTools(sandbox),
];
