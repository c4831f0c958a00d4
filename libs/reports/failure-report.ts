import { PAPER_ERROR_RATES } from '#metrics';
import { changesOf, type Changes } from './changes.js';
import { casesOf, causesOf, type Cause, type EvidenceCase } from './causes.js';
import type { EarlierReport } from './earlier-report.js';
import { figuresOf, groupsOf, type GroupFigures } from './group-figures.js';
import { receivedTally, type ReceivedTally } from './received-tally.js';
import { hasEndedWell, hasFailed, isSupported, type ReportedRuns } from './reported-run.js';
import type { Scope } from './scope.js';

/** What `parley report --json` prints, and `GET /v1/reports/failures` answers. */
export interface FailureReport {
  readonly scope: Scope;
  /** Versions of the classifier; more than one only while servers differ. */
  readonly classifier: readonly string[];
  readonly runs: number;
  readonly rehearsedRuns: number;
  /** Of runs of others those that ended in an error. */
  readonly failedRuns: number;
  /** Failed runs of whose cause nothing is shown by evidence. */
  readonly abstained: number;
  /** Runs with a fault that reached their goal all the same; of runs of others, that ended without an error. */
  readonly faultsInPassed: number;
  /** Of runs of others. */
  readonly received?: ReceivedTally;
  /** Runs that were pruned while they were reported, or are damaged: they are in no figure. */
  readonly gone?: number;
  /** Why older runs in scope are missing. */
  readonly cut?: string;
  readonly groups: readonly GroupFigures[];
  readonly causes: readonly Cause[];
  readonly cases: readonly EvidenceCase[];
  /** Against an earlier report, where one was given. */
  readonly changes?: Changes;
}

export function failureReport(scope: Scope, reported: ReportedRuns, earlier?: EarlierReport): FailureReport {
  const { runs, isCut, gone = 0, traces } = reported;
  const order = PAPER_ERROR_RATES.map(({ architecture }) => architecture);
  const grouped = groupsOf(runs, order);
  const groups = grouped.map((group) => figuresOf(group, grouped));
  const failed = runs.filter(hasFailed);
  return {
    scope,
    classifier: [...new Set(runs.map(({ diagnosis }) => diagnosis.version))],
    runs: runs.length,
    rehearsedRuns: runs.filter(({ diagnosis }) => diagnosis.rehearsed).length,
    failedRuns: failed.length,
    abstained: failed.filter((run) => !isSupported(run)).length,
    faultsInPassed: runs.filter((run) => hasEndedWell(run) && isSupported(run)).length,
    ...(traces && { received: receivedTally(runs, traces) }),
    ...(gone > 0 && { gone }),
    ...(isCut && { cut: `only the newest ${runs.length} runs are reported: narrow by ${narrowing(scope)}` }),
    groups,
    causes: causesOf(runs),
    cases: casesOf(runs),
    ...(earlier !== undefined && { changes: changesOf(scope, groups, earlier) }),
  };
}

const narrowing = ({ received }: Scope): string =>
  received === true ? 'since or service' : 'since, family or comparison';
