import pLimit from 'p-limit';
import { isBlobRef, type Blobs, type Content, type RunEvent, type RunId } from '#events';
import { trajectoryOf, type Step, type Trajectory } from '#trajectory';
import type { JudgedRun } from './judgement.js';
import { loadedText } from '#store';
import { withSpan } from './span-of-step.js';

/** Blobs that are read at once. */
const CONCURRENCY = 16;

/**
 * A run as its events and blobs tell it, each step with the span that shows it; what has been erased is absent. Undefined
 * for a run that never started.
 */
export async function toldRun(
  runId: RunId,
  events: readonly RunEvent[],
  blobs: Pick<Blobs, 'get'>,
): Promise<JudgedRun | undefined> {
  const trajectory = trajectoryOf(events);
  const [started] = events;
  if (trajectory === undefined || started?.type !== 'RunStarted') return undefined;
  const limit = pLimit(CONCURRENCY);
  const textOf = async (content: Content | undefined) =>
    content !== undefined && isBlobRef(content) ? limit(() => loadedText(runId, content, blobs)) : content;
  const task = await textOf(started.data.brief.input);
  const steps = await Promise.all(trajectory.steps.map((step) => withTexts(withSpan(step, events), textOf)));
  const answers = trajectory.answers.map(async ({ agent, content }) => ({
    agent,
    ...given('content', await textOf(content)),
  }));
  const told: Trajectory = { ...trajectory, steps, answers: await Promise.all(answers) };
  return { trajectory: told, ...given('task', task) };
}

type TextOf = (content: Content | undefined) => Promise<string | undefined>;

async function withTexts(step: Step, textOf: TextOf): Promise<Step> {
  switch (step.kind) {
    case 'turn': {
      const { text, ...rest } = step;
      return { ...rest, ...given('text', await textOf(text)) };
    }
    case 'message': {
      const { content, ...rest } = step;
      return { ...rest, ...given('content', await textOf(content)) };
    }
    case 'tool_call': {
      const { arguments: asked, result, ...rest } = step;
      return { ...rest, ...given('arguments', await textOf(asked)), ...given('result', await textOf(result)) };
    }
  }
}

const given = <Name extends string>(name: Name, text: string | undefined): Readonly<Partial<Record<Name, string>>> =>
  (text === undefined ? {} : { [name]: text }) as Partial<Record<Name, string>>;
