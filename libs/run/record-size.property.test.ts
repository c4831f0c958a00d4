import {
  asAgentId,
  COMMAND_SCHEMAS,
  encodeData,
  MAX_COMMAND_BYTES,
  turnIdOf,
  type ControlFact,
  type RunCommand,
} from '#events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  agentNamed,
  answerOf,
  callTo,
  cancelRun,
  commandOf,
  doubtToolCall,
  expectInForm,
  failTurn,
  fireTimer,
  given,
  gradeRun,
  outcomeOf,
  pauseRun,
  recordAnswer,
  recordToolResult,
  recordTurn,
  reportOf,
  resolveApproval,
  resumeRun,
  startRun,
  startRunData,
  startToolCall,
  submit,
  T0,
  type Draft,
  type Scenario,
} from '#run/testing';
import { decide } from './index.js';

/** Of one, two, three and four bytes, escaped and not. */
const characters = fc.constantFrom('x', '"', '\u0001', 'é', '€', '🙂', '\ud800');
const AGENT = 'a'.repeat(63);
const TURN = `${AGENT}.1`;

const solo = () => given(startRun({ agents: [agentNamed(AGENT, 'solo')] }));
const calling = solo().when(recordAnswer(TURN, answerOf('', callTo('once'), callTo('idempotent', 'always'))));
const claimed = calling.when(startToolCall(`${TURN}.1`, 'a'));
const doubted = claimed.when(doubtToolCall(`${TURN}.1`, 'a'));
const completed = solo().when(recordTurn(TURN, { controls: [submit()] }));
const badly = { code: 'malformed_output', message: 'no' } as const;
const repaired = solo().when(recordTurn(TURN, { defect: badly }));
/** Each of these to a run that has just begun, one that acts and one that is done. */
const toAnyRun = (...drafts: readonly Draft[]) =>
  drafts.flatMap((draft) => [solo(), claimed, completed].map((run) => ({ run, draft })));

/** Commands whose texts are as long as their schema allows; `fill` makes a text of this many units. */
const longest = (fill: (units: number) => string): readonly { readonly run: Scenario; readonly draft: Draft }[] => [
  ...toAnyRun(
    cancelRun(fill(2_000)),
    pauseRun(fill(2_000)),
    resumeRun(),
    failTurn(TURN, { error: { message: fill(2_000) }, report: {} }),
    gradeRun(fill(200), fill(200)),
    fireTimer(fill(512), T0),
    startToolCall(`${TURN}.1`, fill(512)),
    recordToolResult(`${TURN}.1`, { claim: fill(512) }),
    doubtToolCall(`${TURN}.1`, fill(512)),
  ),
  ...(['approve', 'reject'] as const).map((decision) => ({
    run: calling,
    draft: resolveApproval(`${TURN}.2.1`, decision, { result: fill(16_384), reason: fill(2_000) }),
  })),
  ...(['happened', 'not_happened', 'fail', 'approve'] as const).map((decision) => ({
    run: doubted,
    draft: resolveApproval(`${TURN}.1.1`, decision, { result: fill(16_384), reason: fill(2_000) }),
  })),
  { run: repaired, draft: recordTurn(`${AGENT}.2`, { defect: { ...badly, message: fill(2_000) } }) },
];

/** Commands that hold as much as a record of a command can. */
const fullest = (text: string): readonly { readonly run: Scenario; readonly draft: Draft }[] => [
  { run: given(), draft: startRun({ brief: { input: text, documents: [], tools: [] } }) },
  { run: given(), draft: { type: 'StartRun', data: unknownArchitecture(text) } },
  { run: solo(), draft: recordTurn(TURN, { answer: answerOf(text), controls: [submit()] }) },
  { run: completed, draft: recordTurn(TURN, { answer: answerOf(''), report: { responseId: text } }) },
  { run: solo(), draft: recordAnswer(TURN, answerOf(text, callTo('once'))) },
  { run: solo(), draft: failTurn(TURN, { report: reportOf({ responseId: text }) }) },
  { run: claimed, draft: recordToolResult(`${TURN}.1`, { claim: 'a', outcome: outcomeOf(1, { result: text }) }) },
];

const unknownArchitecture = (architecture: string) => {
  const data = startRunData();
  return { ...data, system: { ...data.system, architecture } };
};

const commandFor = (draft: Draft): RunCommand => commandOf(draft, { number: 99 });

function expectFits({ state, now }: Scenario, command: RunCommand): void {
  encodeData(command);
  decide(state, command, now + 1).forEach(expectInForm);
}

describe('every event that a command leads to fits a record', () => {
  it('where its texts are as long as they may be', () => {
    fc.assert(
      fc.property(characters, (character) => {
        const cases = longest((units) => character.repeat(Math.floor(units / character.length)));
        for (const { run, draft } of cases) expectFits(run, commandFor(draft));
      }),
    );
  });

  it('where the command fills its own record', () => {
    fc.assert(
      fc.property(characters, (character) => {
        const bytes = Buffer.byteLength(JSON.stringify(character)) - 2;
        fullest('').forEach(({ draft }, index) => {
          const room = MAX_COMMAND_BYTES - Buffer.byteLength(encodeData(commandFor(draft)));
          const filled = fullest(character.repeat(Math.floor(room / bytes)))[index]!;
          expectFits(filled.run, commandFor(filled.draft));
        });
      }),
      { numRuns: 20 },
    );
  });

  it('where a vote counts the longest keys of the largest team', () => {
    fc.assert(
      fc.property(characters, (character) => {
        const ids = Array.from({ length: 64 }, (_, n) => asAgentId(`${'a'.repeat(60)}-${n}`));
        const key = character.repeat(64 / character.length);
        const team = given(
          startRun({
            architecture: 'decentralized',
            agents: ids.map((id) => agentNamed(id, 'peer')),
            parameters: { agents: 64, rounds: 1 },
          }),
        );
        const controls: ControlFact[] = [submit(key)];
        const drafts = ids.map((id) => recordTurn(turnIdOf(id, 1), { controls }));
        const voted = team.when(...drafts);
        expect(voted.latest.map(({ type }) => type)).toContain('VoteTallied');
      }),
      { numRuns: 3 },
    );
  });

  it('for every type of command', () => {
    const types = [...longest(() => 'x'), ...fullest('')].map(({ draft }) => draft.type);
    expect(new Set(types)).toEqual(new Set(Object.keys(COMMAND_SCHEMAS)));
  });
});
