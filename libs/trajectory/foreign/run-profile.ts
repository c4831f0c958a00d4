import type { Content } from '#events';
import type { Ending, Step, Trajectory } from '../trajectory.js';
import { toldArchitecture, type ToldArchitecture } from './told-architecture.js';

/** What a report groups runs of others by, and what it says of them beside their diagnosis. */
export interface RunProfile {
  /** `service.name` of the process that its root is of; absent where its resource does not tell. */
  readonly service?: string;
  readonly ending: Ending;
  /** Absent where it cannot be told. */
  readonly architecture?: ToldArchitecture;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Words of a model or of a tool stand in the spans. Without it, detectors that compare words have nothing to look at. */
  readonly hasContent: boolean;
}

export function profileOf(trajectory: Trajectory): RunProfile {
  const { service, ending = { status: 'unknown' }, startedAt, endedAt = startedAt, steps } = trajectory;
  const architecture = toldArchitecture(trajectory);
  return {
    ...(service !== undefined && { service }),
    ending,
    ...(architecture !== undefined && { architecture }),
    startedAt,
    endedAt,
    hasContent: steps.some((step) => wordsOf(step).some((words) => words !== undefined && words !== '')),
  };
}

function wordsOf(step: Step): readonly (Content | undefined)[] {
  switch (step.kind) {
    case 'turn':
      return [step.text];
    case 'message':
      return [step.content];
    case 'tool_call':
      return [step.arguments, step.result];
  }
}
