import { describe, expect, it } from '@jest/globals';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript } from '#trajectory/testing';
import { embeddedRedundancyOf, piecesToEmbed } from './embedded-redundancy.js';

function saying(said: Readonly<Record<string, string>>) {
  const script = eventScript({ agents: Object.keys(said) });
  for (const [agent, text] of Object.entries(said)) {
    script.say(script.turn(agent, { answer: answerOf(text) }), ['other'], 'report');
  }
  return trajectoryOf(script.events)!;
}

describe('embeddedRedundancyOf', () => {
  const vectors = new Map([
    ['six', [2, 0]],
    ['seven', [0, 3]],
    ['half', [1, 1]],
    ['against', [-1, 0]],
    ['nothing', [0, 0]],
  ]);
  const said = (texts: Readonly<Record<string, string>>) => embeddedRedundancyOf(saying(texts), vectors, 'a model’s');

  it('is the mean over pairs, and names its method', () => {
    const { value, method } = said({ a: 'six', b: 'seven', c: 'half' });
    expect(value).toBeCloseTo((0 + Math.SQRT1_2 + Math.SQRT1_2) / 3);
    expect(method).toBe('a model’s');
  });

  it('counts what points the other way as 0', () => {
    expect(said({ a: 'six', b: 'against' }).value).toBe(0);
  });

  it('weighs a long text by its length', () => {
    const long = 'x'.repeat(4_000);
    const script = eventScript({ agents: ['a', 'b'] });
    for (const [agent, text] of [['a', long] as const, ['a', 'y'.repeat(2_000)] as const, ['b', 'six'] as const]) {
      script.turn(agent, { answer: answerOf(text) });
    }
    const known = new Map([...vectors, ['x'.repeat(2_000), [0, 1]], ['y'.repeat(2_000), [1, 0]]]);
    expect(embeddedRedundancyOf(trajectoryOf(script.events)!, known, '').value).toBeCloseTo(1 / Math.sqrt(5));
  });

  it.each([
    [{ a: 'six' }, 'only one agent spoke'],
    [{ a: ' ', b: '' }, 'no content'],
    [{ a: 'six', b: 'unheard of' }, 'an agent’s words have no vector'],
    [{ a: 'six', b: 'nothing' }, 'an agent’s words have no vector'],
  ])('is not there for %j, and says why', (texts, reason) => {
    expect(said(texts)).toEqual({ method: 'a model’s', reason });
  });
});

describe('piecesToEmbed', () => {
  it('has the same words once, and nobody’s where only one spoke', () => {
    expect(piecesToEmbed(saying({ a: 'six', b: 'six', c: 'seven' }))).toEqual(['six', 'seven']);
    expect(piecesToEmbed(saying({ a: 'six' }))).toEqual([]);
  });
});
