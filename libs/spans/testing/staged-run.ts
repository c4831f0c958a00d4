import type { AgentId, Answer, ControlFact, EventOf, RunEvent } from '#events';
import {
  answerOf,
  callTo,
  given,
  gradeRun,
  outcomeOf,
  recordTurn,
  startRun,
  submit,
  type Scenario,
} from '#run/testing';

const QUEUE_MS = 200;
const CALL_MS = 1_000;
const TOOL_MS = 100;

/** A run of the default team in which everybody does the simplest thing that goes on, after one look at a tool. */
export function stagedRun(architecture: string): readonly RunEvent[] {
  let scenario = given(startRun({ architecture, sampled: true }));
  const looked = new Set<AgentId>();
  for (let asked = nextAsked(scenario); asked !== undefined; asked = nextAsked(scenario)) {
    const looks = asked.data.remaining > 0 && !looked.has(asked.data.agentId);
    looked.add(asked.data.agentId);
    scenario = scenario.when(looks ? look(asked, scenario) : say(asked, scenario));
  }
  return scenario.when(gradeRun()).events;
}

function nextAsked({ events }: Scenario): EventOf<'TurnRequested'> | undefined {
  const done = new Set(events.filter((event) => event.type === 'TurnRecorded').map(({ data }) => data.turnId));
  return events.filter((event) => event.type === 'TurnRequested').find(({ data }) => !done.has(data.turnId));
}

/** The worker's clock agrees with the log's. */
function timed({ time }: EventOf<'TurnRequested'>, { now }: Scenario) {
  const startedAt = time + QUEUE_MS;
  const endedAt = startedAt + CALL_MS;
  return { startedAt, endedAt, at: Math.max(now + 1, endedAt + TOOL_MS + 1) };
}

function look(asked: EventOf<'TurnRequested'>, scenario: Scenario) {
  const { startedAt, endedAt, at } = timed(asked, scenario);
  const outcomes = [outcomeOf(1, { startedAt: endedAt, endedAt: endedAt + TOOL_MS })];
  const answer = answerOf('Let me look.', callTo('read'));
  const report = { startedAt, endedAt, finishReason: 'tool_calls' } as const;
  return { ...recordTurn(asked.data.turnId, { answer, outcomes, report }), at };
}

function say(asked: EventOf<'TurnRequested'>, scenario: Scenario) {
  const { startedAt, endedAt, at } = timed(asked, scenario);
  const controls = controlsFor(asked, scenario);
  const answer: Answer = answerOf(`I am ${asked.data.turnId}.`);
  return { ...recordTurn(asked.data.turnId, { answer, controls, report: { startedAt, endedAt } }), at };
}

/** An orchestrator delegates to everybody once and then answers. */
function controlsFor({ data }: EventOf<'TurnRequested'>, { events }: Scenario): readonly ControlFact[] {
  if (data.purpose === 'work') return [{ kind: 'report', index: 0 }];
  if (data.purpose === 'exchange') return [{ kind: 'revise', index: 0 }];
  if (data.purpose !== 'plan' || events.some(({ type }) => type === 'MessageSent')) return [submit()];
  const team = events.find((event) => event.type === 'RunStarted')!.data.system.agents;
  return team
    .filter(({ role }) => role === 'worker')
    .map(({ agentId }) => ({ kind: 'delegate', index: 0, to: agentId }));
}
