import type { Interval } from '#metrics';
import type { EarlierReport } from './earlier-report.js';
import type { GroupFigures, GroupName } from './group-figures.js';
import { MODES, type Mode } from './modes.js';
import type { Scope } from './scope.js';

/** A share then and now. */
export interface Change {
  readonly before: number;
  readonly after: number;
  /** Both reports are of one scope, and their 95 percent intervals have nothing in common. */
  readonly apart: boolean;
}

/** An architecture that both reports have, in both real or in both rehearsed; of others also a service. */
interface GroupChange extends GroupName {
  readonly runs: { readonly before: number; readonly after: number };
  /** Absent where one of the reports has no graded runs of it. */
  readonly success?: Change;
  readonly modes: Readonly<Record<Mode, Change>>;
}

/** When runs were started is what differs between then and now; anything else makes them other runs. */
const NARROWED_BY = ['family', 'architecture', 'comparison', 'received', 'service'] as const;

/** What only one of the reports was narrowed by, or both by another value. */
interface ScopeChange {
  readonly by: (typeof NARROWED_BY)[number];
  readonly before?: string | true;
  readonly after?: string | true;
}

/** What is other than in an earlier report. */
export interface Changes {
  /** Versions of the classifier that made the earlier one. */
  readonly classifier: readonly string[];
  /** Empty where both are of one scope. */
  readonly scopes: readonly ScopeChange[];
  readonly groups: readonly GroupChange[];
}

export function changesOf(scope: Scope, groups: readonly GroupFigures[], earlier: EarlierReport): Changes {
  const scopes = scopeChanges(earlier.scope, scope);
  const areAlike = scopes.length === 0;
  return {
    classifier: earlier.classifier,
    scopes,
    groups: groups.flatMap((now) => {
      const then = earlier.groups.find((one) => isSame(one, now));
      return then === undefined ? [] : [groupChange(then, now, areAlike)];
    }),
  };
}

const scopeChanges = (then: EarlierReport['scope'], now: Scope): readonly ScopeChange[] =>
  NARROWED_BY.filter((by) => then[by] !== now[by]).map((by) => {
    const [before, after] = [then[by], now[by]];
    return { by, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  });

const isSame = (one: GroupName, other: GroupName): boolean =>
  one.architecture === other.architecture &&
  one.rehearsed === other.rehearsed &&
  (one.received === undefined) === (other.received === undefined) &&
  one.received?.service === other.received?.service;

function groupChange(then: EarlierReport['groups'][number], now: GroupFigures, areAlike: boolean): GroupChange {
  const [before, after] = [shareOf(then.metrics.success), shareOf(now.metrics.success)];
  return {
    architecture: now.architecture,
    rehearsed: now.rehearsed,
    ...(now.received && { received: now.received }),
    runs: { before: then.metrics.runs, after: now.metrics.runs },
    ...(before && after && { success: change(before, after, areAlike) }),
    modes: Object.fromEntries(
      MODES.map((mode) => [mode, change(then.modes[mode], now.modes[mode], areAlike)]),
    ) as Record<Mode, Change>,
  };
}

interface Share extends Interval {
  readonly value: number;
}

function shareOf({
  value,
  interval,
}: {
  readonly value?: number | undefined;
  readonly interval?: Interval | undefined;
}): Share | undefined {
  return value === undefined || interval === undefined ? undefined : { value, low: interval.low, high: interval.high };
}

const change = (before: Share, after: Share, areAlike: boolean): Change => ({
  before: before.value,
  after: after.value,
  apart: areAlike && (before.high < after.low || after.high < before.low),
});
