import { OFFICE_DOCUMENT, OfficeSchema, type Office, type OfficeSandbox } from '#tasks';
import type { ToolInvocation, ToolResult } from '../port.js';

/** Makes sure that the run has its office, as the task's document describes it, before something is asked of it. */
export async function inOffice(
  sandbox: OfficeSandbox,
  { runId, documents }: Pick<ToolInvocation, 'runId' | 'documents'>,
  ask: (office: Office) => ToolResult | Promise<ToolResult>,
): Promise<ToolResult> {
  const known = await sandbox.officeOf(runId);
  if (known !== undefined) return ask(known);
  const first = await firstOffice(documents);
  if (first === undefined) {
    return { status: 'error', text: `this task has no office: none of its documents has the id "${OFFICE_DOCUMENT}"` };
  }
  await sandbox.open(runId, first);
  return ask(first);
}

async function firstOffice(documents: ToolInvocation['documents']): Promise<Office | undefined> {
  const document = (await documents()).find(({ id }) => id === OFFICE_DOCUMENT);
  return document && OfficeSchema.parse(JSON.parse(document.text));
}
