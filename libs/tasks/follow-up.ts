/** What was asked and answered before; several answers where agents worked apart, none where the run did not get so far. */
export interface EarlierWork {
  readonly input: string;
  readonly answers: readonly { readonly agentId: string; readonly text: string }[];
}

const INTRODUCTION =
  'This goes on from work that is done: what was asked and answered before is context. The last follow-up is the task.';
const heading = (title: string): string => `\n\n=== ${title} ===\n\n`;
const FOLLOW_UP = heading('Follow-up');

/** The input of a task that follows up on another. Follow-ups of follow-ups are told one after the other. */
export function followUpText({ input, answers }: EarlierWork, followUp: string): string {
  const before = isFollowUp(input) ? input : `${INTRODUCTION}${heading('Earlier task')}${input}`;
  return `${before}${answersText(answers)}${FOLLOW_UP}${followUp}`;
}

/** What is asked now, without what came before. */
export const askedNow = (input: string): string =>
  isFollowUp(input) ? input.slice(input.lastIndexOf(FOLLOW_UP) + FOLLOW_UP.length) : input;

const isFollowUp = (input: string): boolean => input.startsWith(INTRODUCTION) && input.includes(FOLLOW_UP);

function answersText(answers: EarlierWork['answers']): string {
  if (answers.length === 0) return `${heading('Answer')}None was given.`;
  const titleOf = (agentId: string) => (answers.length === 1 ? 'Answer' : `Answer of ${agentId}`);
  return answers.map(({ agentId, text }) => `${heading(titleOf(agentId))}${text}`).join('');
}
