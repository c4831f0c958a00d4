import {
  comparedToBaseline,
  setMetricsOf,
  type BaselineComparison,
  type Rate,
  type Redundancy,
  type RunMetrics,
  type SetMetrics,
} from '#metrics';
import { redundancyIn } from './measured.js';
import { MODES, type Mode } from './modes.js';
import { rateOfRuns } from './rate-of-runs.js';
import { receivedFigures, type ReceivedFigures } from './received-figures.js';
import { hasFailed, isSupported, type ReportedRun } from './reported-run.js';

/** Runs of one architecture, all real or all rehearsed; those of others also of one service. */
export interface RunGroup {
  readonly architecture: string;
  readonly rehearsed: boolean;
  readonly service?: string;
  readonly runs: readonly ReportedRun[];
}

export interface GroupFigures {
  readonly architecture: string;
  readonly rehearsed: boolean;
  /** Of runs of others. */
  readonly received?: ReceivedFigures;
  readonly metrics: SetMetrics;
  /** Share of the runs whose diagnosis is this class, supported by evidence; shares and intervals are by task. */
  readonly modes: Readonly<Record<Mode, Rate>>;
  /** Share of the runs that are known to have failed whose diagnosis names a cause by evidence; absent if none failed. */
  readonly coverage?: Rate;
  /** Mean over the runs that have one, all by the method that it names. */
  readonly redundancy: Redundancy;
  /** Beside single agents on the same tasks; absent for single agents, and where there are none. */
  readonly versusBaseline?: BaselineComparison;
  /** Of its runs on those tasks. */
  readonly shared?: SetMetrics;
}

/** What a group is known by; `received` of runs of others only. */
export interface GroupName extends Pick<GroupFigures, 'architecture' | 'rehearsed'> {
  readonly received?: { readonly service?: string };
}

export const SINGLE = 'single';

/** What may stand beside O%, Ec and A: they are of no other tasks. */
export const comparable = ({ shared, metrics }: GroupFigures): SetMetrics => shared ?? metrics;

/** By service, then in the order of `order`; other architectures after them, by name. */
export function groupsOf(runs: readonly ReportedRun[], order: readonly string[]): readonly RunGroup[] {
  const groups = Map.groupBy(runs, ({ diagnosis: { architecture, rehearsed }, profile }) =>
    JSON.stringify([profile?.service, architecture, rehearsed]),
  );
  const rank = ({ architecture }: RunGroup): number =>
    order.includes(architecture) ? order.indexOf(architecture) : order.length;
  return [...groups.values()]
    .flatMap((own) => (own[0] === undefined ? [] : [groupOf(own[0], own)]))
    .sort((a, b) => byName(a.service, b.service) || rank(a) - rank(b) || byName(a.architecture, b.architecture));
}

const byName = (a = '', b = ''): number => Number(a > b) - Number(a < b);

function groupOf({ diagnosis, profile }: ReportedRun, runs: readonly ReportedRun[]): RunGroup {
  const { architecture = 'unknown', rehearsed } = diagnosis;
  return { architecture, rehearsed, ...(profile?.service !== undefined && { service: profile.service }), runs };
}

export function figuresOf(group: RunGroup, groups: readonly RunGroup[]): GroupFigures {
  const { architecture, rehearsed, runs } = group;
  const coverage = coverageOf(runs);
  const received = receivedFigures(group);
  return {
    architecture,
    rehearsed,
    ...(received && { received }),
    metrics: setMetricsOf(runs.map(({ metrics }) => metrics)),
    modes: Object.fromEntries(MODES.map((mode) => [mode, modeRate(runs, mode)])) as Record<Mode, Rate>,
    ...(coverage && { coverage }),
    redundancy: redundancyOf(runs),
    ...besideSingle(group, groups),
  };
}

const NONE: Rate = { value: 0, of: 0, low: 0, high: 1 };

const modeRate = (runs: readonly ReportedRun[], mode: Mode): Rate =>
  rateOfRuns(runs, (run) => isSupported(run) && run.diagnosis.label === mode) ?? NONE;

const coverageOf = (runs: readonly ReportedRun[]): Rate | undefined => rateOfRuns(runs.filter(hasFailed), isSupported);

function redundancyOf(runs: readonly ReportedRun[]): Redundancy {
  const all = runs.map(({ diagnosis: { facts } }) => redundancyIn(facts));
  const known = all.filter(({ value }) => value !== undefined);
  const methods = [...new Set((known.length === 0 ? all : known).map((one) => one.method))];
  const method = methods.join(', ');
  if (methods.length > 1) return { method, reason: 'measured by several methods, which have no common mean' };
  if (known.length > 0) return { method, value: known.reduce((sum, { value = 0 }) => sum + value, 0) / known.length };
  const [reason = 'no runs', ...others] = new Set(all.flatMap(({ reason }) => reason ?? []));
  return { method, reason: others.length === 0 ? reason : 'in no run did two agents say anything' };
}

/** Only tasks that both have run: others would show that tasks differ. */
function besideSingle(group: RunGroup, groups: readonly RunGroup[]): Pick<GroupFigures, 'versusBaseline' | 'shared'> {
  const single = groups.find(({ architecture, rehearsed }) => architecture === SINGLE && rehearsed === group.rehearsed);
  if (single === undefined || group.architecture === SINGLE) return {};
  const [own, base] = [onTasksOf(group, single), onTasksOf(single, group)];
  return own.length === 0 ? {} : { versusBaseline: comparedToBaseline(own, base), shared: setMetricsOf(own) };
}

function onTasksOf(group: RunGroup, other: RunGroup): readonly RunMetrics[] {
  const tasks = new Set(other.runs.flatMap(({ metrics }) => metrics.taskHash ?? []));
  return group.runs.flatMap(({ metrics }) => (tasks.has(metrics.taskHash ?? '') ? [metrics] : []));
}
