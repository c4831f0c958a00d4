import { describe, expect, it } from '@jest/globals';
import { asAgentId, asTurnId, type RunEvent } from '#events';
import fc from 'fast-check';
import { conversationOf } from './conversation.js';
import { renderConversation, type RenderedConversation } from './render-conversation.js';
import { answerWith, callOf, eventStream, startedWith, systemOf, type EventStream } from './testing/index.js';

const SYSTEM = systemOf({ architecture: 'decentralized' });

/** What one peer does next: a turn with these words, which may end its activation, and be heard by the others. */
interface Step {
  readonly peer: number;
  readonly words: string;
  readonly calls: boolean;
  readonly ends: boolean;
  readonly says: boolean;
  readonly isDefect: boolean;
}
const steps = fc.array(
  fc.record<Step>({
    peer: fc.integer({ min: 1, max: 3 }),
    words: fc.string({ maxLength: 8 }),
    calls: fc.boolean(),
    ends: fc.boolean(),
    says: fc.boolean(),
    isDefect: fc.boolean(),
  }),
  { maxLength: 20 },
);

interface Speaker {
  opens: boolean;
  repairs: boolean;
  turns: number;
  unseen: number[];
}

/** Plays the steps; what a peer is told depends on its own steps and on messages to it alone. */
function playedOut(all: readonly Step[], appendix: (stream: EventStream) => void = () => undefined): EventStream {
  const stream = eventStream(startedWith(SYSTEM));
  const speakers = SYSTEM.agents.map((): Speaker => ({ opens: true, repairs: false, turns: 0, unseen: [] }));
  for (const step of all) {
    appendix(stream);
    const speaker = speakers[step.peer - 1]!;
    const { opens, repairs, unseen: added } = speaker;
    const agent = `peer-${step.peer}`;
    stream.request(agent, { purpose: repairs ? 'repair' : 'solve', opens, added, remaining: step.words.length % 2 });
    const calls = step.calls ? [callOf('submit_answer', { answer: step.words })] : [];
    const isDefect = step.isDefect && !repairs;
    const defect = { code: 'malformed_output' as const, message: step.words };
    stream.record(agent, answerWith(step.words, ...calls), isDefect ? { defect } : {});
    const turns = speaker.turns + 1;
    Object.assign(speaker, { opens: step.ends && !isDefect, repairs: isDefect, turns, unseen: [] });
    if (step.says) tell(stream, speakers, step, turns);
  }
  return stream;
}

function tell(stream: EventStream, speakers: readonly Speaker[], { peer }: Step, turns: number): void {
  const from = asAgentId(`peer-${peer}`);
  const others = [1, 2, 3].filter((other) => other !== peer);
  const part = { turnId: asTurnId(`${from}.${turns}`), index: 0 };
  const to = others.map((other) => asAgentId(`peer-${other}`));
  const { sequence } = stream.append('MessageSent', { from, to, kind: 'debate', round: 1, part });
  for (const other of others) speakers[other - 1]!.unseen.push(sequence);
}

const promptsOf = (events: readonly RunEvent[], agentId: string): readonly RenderedConversation[] =>
  events
    .filter((event) => event.type === 'TurnRequested')
    .filter(({ data }) => data.agentId === agentId)
    .map((request) => renderConversation(conversationOf(events, request), () => ''));

describe('conversationOf', () => {
  it('extends with every later request of an agent what it was told before', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const prompts = promptsOf(playedOut(all).events, 'peer-1');
        for (const [index, { system, messages }] of prompts.entries()) {
          const before = prompts[index - 1];
          if (before === undefined) continue;
          expect(system).toBe(before.system);
          expect(messages.slice(0, before.messages.length)).toEqual(before.messages);
        }
      }),
    );
  });

  it('never has two user messages in a row, and a result for every call', () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { messages } of promptsOf(playedOut(all).events, 'peer-1')) {
          const roles = messages.map(({ role }) => role);
          expect(roles.join()).not.toMatch('user,user');
          const asked = messages
            .flatMap((one) => (one.role === 'assistant' ? one.calls : []))
            .map(({ callId }) => callId);
          expect(messages.flatMap((one) => (one.role === 'tool' ? [one.callId] : []))).toEqual(asked);
        }
      }),
    );
  });

  it('does not depend on what follows, nor on events in between that say nothing to the agent', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const plain = playedOut(all).events;
        const noisy = playedOut(all, (stream) => {
          stream.append('RunPaused', {});
          stream.append('RunResumed', {});
        }).events;
        expect(promptsOf(noisy, 'peer-2')).toEqual(promptsOf(plain, 'peer-2'));
        const first = plain.find((event) => event.type === 'TurnRequested');
        if (first === undefined) return;
        expect(conversationOf(plain.slice(0, first.sequence), first)).toEqual(conversationOf(plain, first));
      }),
    );
  });

  it('does not depend on what the other agents do among themselves', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const heard = all.map((step) => ({ ...step, says: step.says && step.peer === 1 }));
        const alone = heard.filter(({ peer }) => peer === 1);
        expect(promptsOf(playedOut(heard).events, 'peer-1')).toEqual(promptsOf(playedOut(alone).events, 'peer-1'));
      }),
    );
  });
});
