import type { Span } from '../otlp/span.js';
import { answerIn } from '../reading/answer.js';
import { known } from '../known.js';
import { failureText } from '../reading/control-flow.js';
import { answersHeard } from '../reading/heard.js';
import type { AskedCall } from '../reading/speech.js';
import { hasToolFailed, toolArgumentsOf, toolCallIdOf, toolResultOf } from '../reading/tool-run.js';
import type { Activation } from './activations.js';
import { lastStarts } from './begun-calls.js';
import { NONE, type Forest } from './forest.js';
import { TOLERANCE_MS } from './tolerance.js';

/** A tool at work. */
export interface ToolRun {
  readonly agent: Activation | undefined;
  readonly name: string;
  readonly ok: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly arguments?: string;
  readonly result?: string;
  /** Index of the span that shows it; absent where only the model's messages do. */
  readonly node?: number;
  readonly span?: Span;
}

/** smolagents' tool for the answer: nothing runs, and the agent's work ends with it. A user's own of that name goes on. */
const FINAL_ANSWER = 'final_answer';
/** pydantic-ai's tools for the answer have no span, but stand in the model's messages, where they may be tried again. */
const FINAL_RESULT = /^final_result(?:_|$)/;

/** A run of a tool, and the spans that tell of it once more. */
export interface ToolSpans {
  readonly node: number;
  readonly echoes: number[];
}

/** The tool spans that stand for runs of tools: each once, without those that let agents work. */
export function toolSpans(
  forest: Forest,
  owners: readonly (Activation | undefined)[],
  holders: ReadonlySet<number>,
): readonly ToolSpans[] {
  const seen = new Map<string, ToolSpans[]>();
  const runs: ToolSpans[] = [];
  const lastStart = lastStarts();
  const isAnswer = (node: number) => endsWork(forest, node, owners[node] && lastStart(owners[node].calls));
  forest.forEach(({ reading }, node) => {
    if (reading.role !== 'tool' || holders.has(node) || isAnswer(node)) return;
    const keys = keysOf(forest, node);
    const first = keys
      .flatMap((key) => seen.get(key) ?? [])
      .find((candidate) => isSameRun(forest, candidate.node, node));
    if (first !== undefined) {
      first.echoes.push(node);
      return;
    }
    const run = { node, echoes: [] };
    runs.push(run);
    for (const key of keys) seen.set(key, [...(seen.get(key) ?? []).slice(-REMEMBERED), run]);
  });
  return runs;
}

function endsWork(forest: Forest, node: number, lastStartMs: number | undefined): boolean {
  const { reading, span } = forest[node] ?? {};
  if (reading?.tool !== FINAL_ANSWER || span === undefined || lastStartMs === undefined) return false;
  return lastStartMs < span.endMs;
}

/** So many runs of a tool before are looked at. */
const REMEMBERED = 20;

function keysOf(forest: Forest, node: number): readonly string[] {
  const { span, reading } = forest[node] ?? {};
  const id = span && toolCallIdOf(span.attributes);
  return [`name ${reading?.tool ?? ''}`, ...(id === undefined ? [] : [`id ${id}`])];
}

/** Told twice: below itself, or at the same time by another instrumentation. */
function isSameRun(forest: Forest, first: number, second: number): boolean {
  const [a, b] = [forest[first]?.span, forest[second]?.span];
  if (a === undefined || b === undefined) return false;
  return (
    isBelow(forest, first, second) || (a.scope !== b.scope && !haveOwnIds(a, b) && (isWithin(b, a) || isWithin(a, b)))
  );
}

function haveOwnIds(a: Span, b: Span): boolean {
  const [idOfA, idOfB] = [toolCallIdOf(a.attributes), toolCallIdOf(b.attributes)];
  return idOfA !== undefined && idOfB !== undefined && idOfA !== idOfB;
}

const CLOSE = 8;

function isBelow(forest: Forest, above: number, below: number): boolean {
  let at = forest[below]?.parent ?? NONE;
  for (let step = 0; step < CLOSE && at !== NONE; step++) {
    if (at === above) return true;
    at = forest[at]?.parent ?? NONE;
  }
  return false;
}

const isWithin = (inner: Span, outer: Span): boolean =>
  outer.startMs - TOLERANCE_MS <= inner.startMs && inner.endMs <= outer.endMs + TOLERANCE_MS;

/** It failed if one of its spans says so. */
export function toolRun(
  forest: Forest,
  { node, echoes }: ToolSpans,
  agent: Activation | undefined,
): ToolRun | undefined {
  const { span, reading } = forest[node] ?? {};
  if (span === undefined) return undefined;
  const spans = [span, ...echoes.flatMap((echo) => forest[echo]?.span ?? [])];
  const failed = spans.find(hasToolFailed);
  const given = spans.map(toolArgumentsOf).find((text) => text !== undefined);
  const result = toolResultOf(span) ?? (failed && failureText(failed));
  return {
    agent,
    name: reading?.tool ?? span.name,
    ok: failed === undefined,
    startMs: span.startMs,
    endMs: span.endMs,
    ...known({ arguments: given, result }),
    node,
    span,
  };
}

/**
 * Where no tool has a span: the calls that models asked for and went on after, with what the next prompt tells of them.
 */
export function askedRuns(agent: Activation, isTool: (call: AskedCall) => boolean): readonly ToolRun[] {
  return agent.calls.flatMap(({ span }, index) => {
    const after = agent.calls[index + 1]?.span;
    if (after === undefined) return [];
    const heard = answersHeard(after);
    return answerIn(span)
      .calls.filter((call) => isTool(call) && !FINAL_RESULT.test(call.name))
      .map((call) => askedRun(agent, call, heard, { startMs: span.endMs, endMs: after.startMs }));
  });
}

function askedRun(
  agent: Activation,
  { id, name, arguments: given }: AskedCall,
  heard: ReturnType<typeof answersHeard>,
  times: { readonly startMs: number; readonly endMs: number },
): ToolRun {
  const answer = heard.find((candidate) => id !== undefined && candidate.id === id);
  return {
    agent,
    name,
    ok: answer?.failed !== true,
    ...times,
    ...known({ arguments: given, result: answer?.text }),
  };
}
