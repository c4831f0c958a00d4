import { PAPER_ERROR_RATES } from '#metrics';
import { changesOf, type Changes } from './changes.js';
import { casesOf, causesOf, type Cause, type EvidenceCase } from './causes.js';
import type { EarlierReport } from './earlier-report.js';
import type { ReportedRuns, Scope } from './finished-runs.js';
import { figuresOf, groupsOf, hasFailed, isSupported, type GroupFigures } from './group-figures.js';

/** What `parley report --json` prints. */
export interface FailureReport {
  readonly scope: Scope;
  /** Versions of the classifier; more than one only while servers differ. */
  readonly classifier: readonly string[];
  readonly runs: number;
  readonly rehearsedRuns: number;
  readonly failedRuns: number;
  /** Failed runs of whose cause nothing is shown by evidence. */
  readonly abstained: number;
  /** Runs with a fault that reached their goal all the same. */
  readonly faultsInPassed: number;
  /** Why older runs in scope are missing. */
  readonly cut?: string;
  readonly groups: readonly GroupFigures[];
  readonly causes: readonly Cause[];
  readonly cases: readonly EvidenceCase[];
  /** Against an earlier report, where one was given. */
  readonly changes?: Changes;
}

export function failureReport(scope: Scope, { runs, isCut }: ReportedRuns, earlier?: EarlierReport): FailureReport {
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
    faultsInPassed: runs.filter((run) => run.metrics.outcome === 'passed' && isSupported(run)).length,
    ...(isCut && {
      cut: `only the newest ${runs.length} runs are reported: narrow with --since, --family or --comparison`,
    }),
    groups,
    causes: causesOf(runs),
    cases: casesOf(runs),
    ...(earlier !== undefined && { changes: changesOf(groups, earlier) }),
  };
}
