import type { Command } from 'commander';
import { taskRequestOf, type TaskOptions, type TaskRequest } from './task-options.js';

export interface FollowUpOptions extends TaskOptions {
  readonly continue?: string;
}

export const withFollowUpOption = (command: Command): Command =>
  command.option(
    '--continue <run>',
    "follow up on this run: its task and answer are told first, and the argument may be the follow-up's text",
  );

/** The task of a run; what follows up on another may be a text instead of a file. */
export async function taskOrFollowUp(argument: string | undefined, options: FollowUpOptions): Promise<TaskRequest> {
  const isText = options.continue !== undefined && argument !== undefined && !/^-$|\.json$/.test(argument);
  return isText ? { task: { input: argument } } : taskRequestOf(argument, options);
}
