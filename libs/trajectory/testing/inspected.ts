import { foreignTrajectories } from '../foreign/foreign-trajectories.js';
import { inspectionOf, type Inspection } from '../inspection.js';
import { readOtlp } from '../otlp/read-otlp.js';
import type { SpanScript } from './span-script.js';

/** The runs in what a script has written, in figures. */
export const inspectedRuns = (...scripts: readonly SpanScript[]): readonly Inspection[] =>
  foreignTrajectories(scripts.map((script) => readOtlp(script.payload()))).map(inspectionOf);

/** The one run; fails where there are none or several. */
export function inspected(script: SpanScript): Inspection {
  const [run, ...others] = inspectedRuns(script);
  if (run === undefined || others.length > 0) throw new Error(`${others.length + (run ? 1 : 0)} runs, not one`);
  return run;
}

/** `a delegate b`, one for each message. */
export const talk = ({ messages }: Inspection): readonly string[] =>
  messages.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
