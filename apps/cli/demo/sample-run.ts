import type { RunId } from '#events';
import type { Trajectory } from '#trajectory';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { eventsOfRun } from '../api/pages.js';
import { toldInWords } from '../api/texts.js';
import type { CellRun } from '../comparison/run-cells.js';
import { narrator } from '../narration/narrator.js';
import type { Terminal } from '../terminal.js';

/** Finds among runs the one with the most kinds of message, and of these the one with the most messages. */
export interface Liveliest {
  readonly see: (run: Pick<CellRun, 'runId'>, trajectory: Trajectory) => void;
  readonly runId: RunId | undefined;
}

export function liveliest(): Liveliest {
  let [most, runId]: [number, RunId | undefined] = [-1, undefined];
  return {
    see: (run, trajectory) => {
      const variety = varietyOf(trajectory);
      if (variety > most) [most, runId] = [variety, run.runId];
    },
    get runId() {
      return runId;
    },
  };
}

const MOST_MESSAGES = 10_000;

function varietyOf({ steps }: Trajectory): number {
  const kinds = steps.flatMap((step) => (step.kind === 'message' ? [step.messageKind] : []));
  return new Set(kinds).size * MOST_MESSAGES + kinds.length;
}

/** A run in short. */
export async function sampleText(
  api: Api,
  runId: RunId,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): Promise<string> {
  const events = await allOf(eventsOfRun(api, runId));
  const told = await Promise.all(events.map((event) => toldInWords(api, event)));
  const lines = told.flatMap(narrator({ paint, width, brief: true }));
  return [paint('bold', 'One run in short, who said what to whom:'), ...lines].join('\n');
}
