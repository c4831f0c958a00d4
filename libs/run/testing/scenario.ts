import { decodeData, encodeData, type EventData, type EventType, type RunEvent } from '#events';
import { expect } from '@jest/globals';
import { decide, evolve, fold, initial, type RunState } from '../index.js';
import { commandOf, type Draft } from './commands.js';
import { T0 } from './results.js';

/** A type of event and what is said of its data; the rest of it may be anything. */
export type ExpectedFact = { readonly [T in EventType]: readonly [T, DeepPartial<EventData<T>>?] }[EventType];
type DeepPartial<T> = T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> } : T;

/** A run after some commands. */
export interface Scenario {
  readonly state: RunState;
  /** Its stream. */
  readonly events: readonly RunEvent[];
  /** What the latest command has led to. */
  readonly latest: readonly RunEvent[];
  /** Record time of the latest command. */
  readonly now: number;
  when(...drafts: readonly Draft[]): Scenario;
  /** Expects that the latest command has led to exactly these events. */
  leadsTo(...facts: readonly ExpectedFact[]): Scenario;
}

const STEP_MS = 1_000;

/** A run that was sent these commands one after the other. */
export const given = (...drafts: readonly Draft[]): Scenario =>
  scenario({ state: initial, events: [], latest: [], now: T0 - STEP_MS, commands: 0 }).when(...drafts);

interface Past extends Pick<Scenario, 'state' | 'events' | 'latest' | 'now'> {
  readonly commands: number;
}

function scenario(past: Past): Scenario {
  return {
    ...past,
    when: (...drafts) => scenario(drafts.reduce(sent, past)),
    leadsTo(...facts) {
      expect(past.latest.map(({ type, data }) => [type, data])).toMatchObject(
        facts.map(([type, data]) => [type, data ?? {}]),
      );
      return this;
    },
  };
}

/** Every decision in a test is held to what every stream promises. */
function sent(past: Past, drafted: Draft): Past {
  const now = drafted.at ?? past.now + STEP_MS;
  const commands = past.commands + 1;
  const latest = decide(past.state, commandOf(drafted, { number: commands }), now);
  const state = latest.reduce(evolve, past.state);
  const events = [...past.events, ...latest];
  latest.forEach(expectInForm);
  expect(fold(events)).toEqual({ state });
  return { state, events, latest, now, commands };
}

/** Valid by its schema and written in schema key order. */
export function expectInForm(event: RunEvent): void {
  const bytes = encodeData(event);
  expect(JSON.stringify(decodeData(event.type, bytes))).toBe(bytes);
}
