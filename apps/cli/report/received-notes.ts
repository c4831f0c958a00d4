import { PAPER_ERROR_RATES_CAVEATS } from '#metrics';
import type { FailureReport, ReceivedTally } from '#reports';
import { changesNote, redundancyNote } from './report-notes.js';

/** What the numbers of runs of others do not show. */
export const receivedNotes = (report: FailureReport, tally: ReceivedTally): readonly string[] => [
  ...(report.cut === undefined ? [] : [`Cut: ${report.cut}.`]),
  endNote(report, tally),
  tracesNote(report, tally),
  contentNote(report, tally),
  coverageNote(report),
  'Baseline: none. Of which tasks these runs are is not told, so that no single agents can be held against them: O%, regime, Ec and A are absent.',
  `Sample: ${report.runs} runs of ${tally.services} services, each taken for a task of its own. Intervals are 95 percent, and too narrow where runs share a task.`,
  'Architectures are told from the messages that spans show, and `unknown` where these are like none of ours; agents are named as their spans name them.',
  ...changesNote(report),
  redundancyNote(report),
  ...PAPER_ERROR_RATES_CAVEATS,
];

const endNote = ({ failedRuns }: FailureReport, { endUnknown }: ReceivedTally): string =>
  `These are runs of others, which nobody has graded: whether one succeeded is known by its own status only. ${failedRuns} ended in an error; what ended without one may still be wrong.` +
  (endUnknown === 0 ? '' : ` How ${endUnknown} ended is not known, since their root span was not received.`);

/** How much of what was received is in the report. */
export function tracesNote({ scope: { service } }: FailureReport, tally: ReceivedTally): string {
  const { traces, collecting, withoutRun, gone } = tally;
  const parts = [
    `Traces: ${traces} in scope`,
    ...(collecting === 0 ? [] : [`${collecting} of them wait for more spans and are left out`]),
    ...(withoutRun === 0 ? [] : [`in ${withoutRun} no agent, model or tool works`]),
    ...(gone === 0 ? [] : [`${gone} had to make room for others meanwhile`]),
    ...(service === undefined ? [] : ['those that have not been read yet are not told by service']),
  ];
  return `${parts.join('; ')}. Only so many are kept (PARLEY_TRACES_BYTES): what had to make room is in no figure.`;
}

const contentNote = ({ runs }: FailureReport, { withoutContent }: ReceivedTally): string =>
  withoutContent === 0
    ? 'All runs have content: words of their models or tools.'
    : `${withoutContent} of ${runs} runs have no content. What compares words finds nothing there, and they count as runs without a failure: the fewer have content, the more do rates fall short.`;

const coverageNote = ({ failedRuns, abstained, faultsInPassed, classifier }: FailureReport): string =>
  `Of ${failedRuns} runs that ended in an error, ${abstained} show no cause that a detector of version ${classifier.join(', ')} finds: they are in no rate above. ` +
  `${faultsInPassed} runs ended without an error in spite of a fault, and are in the rates. Rates count what is found: some faults are not, and some findings are false alarms (docs/classifier.md).`;
