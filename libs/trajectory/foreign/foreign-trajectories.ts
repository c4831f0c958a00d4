import type { Span, Telemetry } from '../otlp/span.js';
import { textOf } from '../otlp/attribute-value.js';
import { modelOf, providerOf } from '../reading/identity.js';
import { analysisOf, type Analysis } from '../structure/analysis.js';
import { acts } from '../structure/callers.js';
import { familyOf } from '../structure/family-of.js';
import type { SpanFault } from '../structure/faults.js';
import { NONE } from '../structure/forest.js';
import { runsOf, type ForeignRun } from '../structure/runs.js';
import { NAMELESS } from '../structure/team-message.js';
import { unknownsOf } from '../structure/unknowns.js';
import type { Fault, Trajectory, TrajectoryAgent } from '../trajectory.js';
import { endingOf, rootOf } from './ending.js';
import { failuresOf } from './failures.js';
import { stepsOf, wholeMs } from './steps.js';
import { numberedCalls } from './turn-ids.js';

/**
 * The runs in the telemetry that one place has received, whoever sent it, in the order of their start. Total: what cannot
 * be told from the spans is absent, and `unknown` says so.
 */
export const foreignTrajectories = (payloads: readonly Telemetry[]): readonly Trajectory[] =>
  runsOf(payloads).map(trajectoryOfRun);

function trajectoryOfRun(run: ForeignRun): Trajectory {
  const analysis = analysisOf(run.spans);
  const { forest, faults } = analysis;
  const calls = numberedCalls(analysis);
  const root = rootOf(forest);
  const service = (root ?? run.spans[0])?.service;
  return {
    runId: runIdOf(run.spans),
    gradable: false,
    rehearsed: run.spans.some(({ attributes }) => attributes.get('parley.run.rehearsed') === true),
    status: faults.some(({ node }) => forest[node]?.parent === NONE) ? 'failed' : 'completed',
    startedAt: wholeMs(run.spans.reduce((start, span) => Math.min(start, span.startMs), Infinity)),
    endedAt: wholeMs(run.spans.reduce((end, span) => Math.max(end, span.endMs), 0)),
    agents: agentsOf(analysis),
    steps: stepsOf(analysis, calls),
    failures: failuresOf(forest, calls),
    discarded: [],
    answers: [],
    gradings: [],
    family: familyOf(analysis),
    traceIds: [...new Set(run.spans.map(({ traceId }) => traceId))],
    faults: faults.map((fault) => faultOf(fault, forest[fault.node]?.span)),
    ...(service !== undefined && { service }),
    ending: endingOf(root),
    unknown: unknownsOf(run, analysis),
  };
}

const faultOf = ({ agent, message }: SpanFault, span: Span | undefined): Fault => ({
  ...(agent !== undefined && { agent }),
  ...(span && { spanId: span.spanId }),
  message,
});

/** Our own run's id where the spans are ours, else the id of the trace that began first. */
function runIdOf(spans: readonly Span[]): string {
  const own = spans.flatMap(({ attributes }) => textOf(attributes, 'parley.run.id') ?? [])[0];
  const [first] = spans.toSorted((a, b) => a.startMs - b.startMs);
  return own ?? first?.traceId ?? '';
}

/** Who worked, in the order of their first work. */
function agentsOf({ activations }: Analysis): readonly TrajectoryAgent[] {
  const working = activations.filter(acts);
  const agents = new Map<string, TrajectoryAgent>();
  for (const { name = NAMELESS, calls: own } of working.toSorted((a, b) => a.startMs - b.startMs)) {
    if (agents.has(name)) continue;
    const attributes = own[0]?.span.attributes;
    const [model, provider] = [attributes && modelOf(attributes), attributes && providerOf(attributes)];
    agents.set(name, {
      agent: name,
      ...(provider !== undefined && { provider }),
      ...(model !== undefined && { model }),
    });
  }
  return [...agents.values()];
}
