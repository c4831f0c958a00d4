import type { DeadLetter, Topic } from '../port.js';
import { TOPICS } from '../port.js';

const OURS = 'dlq_';

/** The headers of the record itself, and beside them why it came here and whence. */
export const deadLetterHeaders = ({ headers, reason, detail, origin }: DeadLetter): Record<string, string> => ({
  ...headers,
  [`${OURS}reason`]: reason,
  [`${OURS}detail`]: detail,
  [`${OURS}topic`]: origin.topic,
  [`${OURS}partition`]: String(origin.partition),
  [`${OURS}offset`]: String(origin.offset),
});

const REASONS = ['unreadable', 'misplaced', 'run_unknown', 'run_parked'] as const;
const reasonOf = (text: string | undefined): DeadLetter['reason'] =>
  REASONS.find((reason) => reason === text) ?? 'unreadable';
const topicOf = (text: string | undefined): Topic => TOPICS.find((topic) => topic === text) ?? 'run-commands';

/** What was written; where a foreign writer has left headers out, `unreadable` from the start of `run-commands`. */
export function deadLetterOf(runId: string, headers: Readonly<Record<string, string>>, value: string): DeadLetter {
  const of = (name: string): string | undefined => headers[`${OURS}${name}`];
  return {
    runId,
    reason: reasonOf(of('reason')),
    detail: of('detail') ?? '',
    origin: {
      topic: topicOf(of('topic')),
      partition: Number(of('partition') ?? 0),
      offset: Number(of('offset') ?? 0),
    },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(OURS))),
    value,
  };
}
