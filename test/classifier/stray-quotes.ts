import { diagnose } from '#taxonomy';
import type { Step, Trajectory } from '#trajectory';
import type { LabelledRun } from '../../apps/cli/classifier/labelled-run.js';
import type { Transcript } from './message.js';

/** What a diagnosis quotes, and those quotes that do not stand word for word in their step, as it is or in a text of its JSON. */
export function quotesOf({ trajectory, task }: LabelledRun): {
  readonly quotes: readonly string[];
  readonly stray: readonly string[];
} {
  const { evidence, secondary } = diagnose(trajectory, task === undefined ? {} : { task });
  const all = [...evidence, ...secondary.flatMap((finding) => finding.evidence)];
  const stray = all.filter(({ step, quote }) => {
    const texts = step < 0 ? [task ?? ''] : textsOf(trajectory, trajectory.steps[step]!);
    return !texts.some((text) => text.includes(quote));
  });
  return { quotes: all.map(({ quote }) => quote), stray: stray.map(({ quote }) => quote) };
}

const textsOf = ({ answers }: Trajectory, step: Step): readonly string[] =>
  [step.kind === 'turn' ? step.text : step.kind === 'message' ? step.content : step.result]
    .concat(answers.flatMap(({ agent, content }) => (agent === step.agent ? content : [])))
    .flatMap((content) => (typeof content === 'string' ? [content, ...leavesOf(content)] : []));

function leavesOf(text: string): readonly string[] {
  const leaves: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') leaves.push(String(value));
      return value;
    });
  } catch {
    return [];
  }
  return leaves;
}

/** The same run by agents that answer in JSON, a field of which is what they say. */
export const toldInJson = (run: Transcript): Transcript => ({
  ...run,
  history: run.history.map((message) =>
    typeof message.content === 'string' && !/^(?:user|human|system|tool|function)\b/i.test(message.role)
      ? { ...message, content: JSON.stringify({ status: 'ok', work: message.content, next: 'none' }) }
      : message,
  ),
});
