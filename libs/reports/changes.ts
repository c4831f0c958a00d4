import type { Interval } from '#metrics';
import type { EarlierReport } from './earlier-report.js';
import type { GroupFigures, GroupName } from './group-figures.js';
import { MODES, type Mode } from './modes.js';

/** A share then and now. */
export interface Change {
  readonly before: number;
  readonly after: number;
  /** The 95 percent intervals of both have nothing in common. */
  readonly apart: boolean;
}

/** An architecture that both reports have, in both real or in both rehearsed; of others also a service. */
interface GroupChange extends GroupName {
  readonly runs: { readonly before: number; readonly after: number };
  /** Absent where one of the reports has no graded runs of it. */
  readonly success?: Change;
  readonly modes: Readonly<Record<Mode, Change>>;
}

/** What is other than in an earlier report. */
export interface Changes {
  /** Versions of the classifier that made the earlier one. */
  readonly classifier: readonly string[];
  readonly groups: readonly GroupChange[];
}

export const changesOf = (groups: readonly GroupFigures[], earlier: EarlierReport): Changes => ({
  classifier: earlier.classifier,
  groups: groups.flatMap((now) => {
    const then = earlier.groups.find((one) => isSame(one, now));
    return then === undefined ? [] : [groupChange(then, now)];
  }),
});

const isSame = (one: GroupName, other: GroupName): boolean =>
  one.architecture === other.architecture &&
  one.rehearsed === other.rehearsed &&
  (one.received === undefined) === (other.received === undefined) &&
  one.received?.service === other.received?.service;

function groupChange(then: EarlierReport['groups'][number], now: GroupFigures): GroupChange {
  const [before, after] = [shareOf(then.metrics.success), shareOf(now.metrics.success)];
  return {
    architecture: now.architecture,
    rehearsed: now.rehearsed,
    ...(now.received && { received: now.received }),
    runs: { before: then.metrics.runs, after: now.metrics.runs },
    ...(before && after && { success: change(before, after) }),
    modes: Object.fromEntries(MODES.map((mode) => [mode, change(then.modes[mode], now.modes[mode])])) as Record<
      Mode,
      Change
    >,
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

const change = (before: Share, after: Share): Change => ({
  before: before.value,
  after: after.value,
  apart: before.high < after.low || after.high < before.low,
});
