import { Logger } from '@nestjs/common';
import { BUILT_IN_TOOLS, officeTools, openToolCatalogue, type Tool, type ToolCatalogue } from '#tools';
import type { OfficeSandbox } from '#tasks';
import type { Config } from './config.js';

/** Every tool of the process: built-in ones, those of offices, `more`, and what is declared. */
export function openTools(
  { tools, environment }: Pick<Config, 'tools' | 'environment'>,
  offices: OfficeSandbox,
  more: readonly Tool[],
): Promise<ToolCatalogue> {
  const logger = new Logger('tools');
  return openToolCatalogue({
    builtIn: [...BUILT_IN_TOOLS, ...officeTools(offices), ...more],
    declarations: tools,
    environment: environment.reveal(),
    onProblem: (source, problem) => {
      logger.warn(`${source}: ${problem}`);
    },
  });
}
