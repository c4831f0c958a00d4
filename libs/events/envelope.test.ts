import { describe, expect, it } from '@jest/globals';
import { EVENT_SCHEMAS, isCommandType, isEventType, isTerminal, TERMINAL_TYPES, type RunEvent } from './envelope.js';
import { asCommandId, asRunId } from './identifiers.js';
import { priceKey } from './system.js';

describe('the envelope', () => {
  it('tells events from commands by their type', () => {
    expect([isEventType('RunStarted'), isEventType('StartRun'), isEventType('toString')]).toEqual([true, false, false]);
    expect([isCommandType('StartRun'), isCommandType('RunStarted'), isCommandType('x')]).toEqual([true, false, false]);
  });

  it('knows which events end a run', () => {
    const eventOf = (type: string) =>
      ({ type, runId: asRunId('r'), sequence: 1, causationId: asCommandId('c'), data: {} }) as unknown as RunEvent;
    const terminal = Object.keys(EVENT_SCHEMAS).filter((type) => isTerminal(eventOf(type)));
    expect(terminal).toEqual([...TERMINAL_TYPES]);
  });
});

describe('priceKey', () => {
  it('names vendor and model', () => {
    expect(priceKey({ provider: 'openai-compatible', model: 'small-1' })).toBe('openai-compatible/small-1');
  });
});
