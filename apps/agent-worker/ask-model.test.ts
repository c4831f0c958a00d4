import { describe, expect, it } from '@jest/globals';
import { asTurnId, type TurnDelta } from '#events';
import { inProcessDeltas } from '#event-log';
import { scripted, type ModelDelta, type Provider } from '#llm';
import { modelRequest } from '#llm/testing';
import { startedData } from '#read-models/testing';
import { askModel } from './ask-model.js';

const { signal, ...request } = modelRequest();
const { runId, turnId } = request.origin;
const answer = { text: 'Two words', calls: [], finishReason: 'stop', usage: { source: 'unknown' } } as const;

function speaking(...items: readonly ModelDelta[]): Provider {
  return {
    ...scripted([]),
    async *stream() {
      yield* items;
      await Promise.resolve();
    },
  };
}

/** What is heard of a turn whose model says this. */
async function heard(provider: Provider, attempt = 1) {
  const deltas = inProcessDeltas();
  const words: TurnDelta[] = [];
  deltas.subscribe(runId, (delta) => words.push(delta));
  const asked = { started: startedData(), request: { ...request, origin: { ...request.origin, attempt } } };
  const answered = await askModel({ providerNamed: () => provider, deltas }, asked, signal).catch(
    (error: unknown) => error,
  );
  return { words, answered };
}

const word = (n: number, text: string, attempt = 1): TurnDelta => ({ turnId, attempt, n, text });

describe('a model that is asked', () => {
  it('is heard while it speaks, word by word, and gives its answer', async () => {
    const provider = speaking({ delta: '' }, { delta: 'Two ' }, { delta: '' }, { delta: 'words' }, { answer });
    expect(await heard(provider)).toEqual({ words: [word(1, 'Two '), word(2, 'words')], answered: answer });
  });

  it('is heard from the beginning again in its next attempt', async () => {
    const { words } = await heard(speaking({ delta: 'Again' }, { answer }), 2);
    expect(words).toEqual([word(1, 'Again', 2)]);
  });

  it('leaves a gap where a piece is too long to be shown', async () => {
    const provider = speaking({ delta: 'One' }, { delta: 'x'.repeat(20_000) }, { delta: 'Three' }, { answer });
    expect((await heard(provider)).words).toEqual([word(1, 'One'), word(3, 'Three')]);
  });

  it('has failed when it ends without an answer', async () => {
    const { words, answered } = await heard(speaking({ delta: 'Well' }));
    expect(words).toEqual([word(1, 'Well')]);
    expect(answered).toMatchObject({ code: 'invalid_response', details: { retryable: true } });
  });

  it('is none that is configured nowhere', async () => {
    const deltas = inProcessDeltas();
    const asked = {
      started: startedData(),
      request: { ...request, origin: { ...request.origin, turnId: asTurnId('solo.2') } },
    };
    const asking = askModel({ providerNamed: () => undefined, deltas }, asked, signal);
    await expect(asking).rejects.toMatchObject({ code: 'provider_unknown', details: { retryable: false } });
  });
});
