import { workshopIn, type Workshop } from '#tasks';
import type { ToolInvocation, ToolResult } from './port.js';

/** What crafting tools work with: the workshop that the task's documents describe. */
export async function inWorkshop(
  invocation: ToolInvocation,
  use: (workshop: Workshop) => ToolResult,
): Promise<ToolResult> {
  const workshop = workshopIn((await invocation.documents()).map(({ text }) => text));
  if (workshop !== undefined) return use(workshop);
  return {
    status: 'error',
    text: 'this task has no workshop: its documents name nothing that is wanted, as in `**1 rope ladder** [W1]`',
  };
}
