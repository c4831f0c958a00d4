import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddingsServer, sendJson, type EmbeddingsServer } from '#llm/testing';
import { answerOf, eventScript } from '#trajectory/testing';
import type { FailureReport } from '#reports';
import { programOf } from '../program.js';
import { cannedServer, json, type Reply } from '../testing/canned-server.js';
import { quietSession } from '../testing/quiet-session.js';
import { sampleReported } from '../testing/sample-diagnosis.js';
import { cloudEventOf } from '../testing/sample-run.js';

const METHOD = 'embedding-cosine openai-compatible/small';
const VECTORS: Readonly<Record<string, readonly number[]>> = {
  'It is six.': [1, 0],
  'Half a dozen.': [3, 4],
  'No idea.': [0, 2],
};

/** Two that say much the same, and two that do not. */
const TEAMS = [
  ['It is six.', 'Half a dozen.'],
  ['It is six.', 'No idea.'],
] as const;
const runs = TEAMS.map((said, nth) => {
  const script = eventScript({ agents: ['a', 'b'], run: nth + 1 });
  const turns = said.map((text, at) => script.turn(['a', 'b'][at]!, { answer: answerOf(text) }));
  script.complete(turns[1]!);
  return { ...sampleReported({ run: nth + 1, architecture: 'independent' }), events: script.events.map(cloudEventOf) };
});

/** A Parley that has these runs. */
const parley: Reply = (request, response) => {
  const { url = '' } = request;
  const of = runs.find(({ summary }) => url.startsWith(`/v1/runs/${summary.runId}/`));
  const page = { events: url.includes('from=1&') ? of?.events : [], next: 99 };
  const told = url.includes('/events') ? page : of?.diagnosis;
  json(200, told ?? { runs: runs.map(({ summary }) => summary) })(request, response);
};

let directory: string;
let model: EmbeddingsServer;
let url: string;
let closeParley: () => Promise<void>;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-embeddings-'));
  model = await openEmbeddingsServer((text) => VECTORS[text] ?? [0, 0]);
  const server = await cannedServer(parley);
  [url, closeParley] = [server.url, server.close];
});
afterEach(async () => {
  await Promise.all([model.close(), closeParley()]);
  await rm(directory, { recursive: true, force: true });
});

async function told(...words: readonly string[]): Promise<string> {
  const { session, printed } = quietSession();
  const by = ['--server', url, '--embeddings', 'openai-compatible/small', '--embeddings-base-url', model.baseUrl];
  await programOf(session).parseAsync([...words, ...by], { from: 'user' });
  return printed.join('\n');
}

const reported = async (...more: readonly string[]): Promise<FailureReport> =>
  JSON.parse(await told('report', '--json', ...more)) as FailureReport;

/** The model answers the first so many requests, then fails for good. */
async function failAfter(answers: number): Promise<void> {
  await model.close();
  let asked = 0;
  model = await openEmbeddingsServer(
    (text) => VECTORS[text] ?? [0, 0],
    (response, answer) => {
      asked += 1;
      if (asked <= answers) sendJson(response, answer);
      else sendJson(response, { error: { message: 'no such model' } }, { status: 404 });
    },
  );
}

describe('parley report --embeddings', () => {
  it('has the mean R by this model and names the method beside it', async () => {
    const { groups } = await reported();
    expect(groups).toMatchObject([{ redundancy: { method: METHOD, value: expect.closeTo(0.3) as unknown } }]);
    const text = await told('report');
    expect(text).toContain(`by ${METHOD};`);
    expect(text).not.toContain('tf-idf');
  });

  it('asks nothing again that is in its cache', async () => {
    const cache = ['--embeddings-cache', path.join(directory, 'vectors')];
    const first = await reported(...cache);
    const asked = model.received.length;
    expect(asked).toBe(2);
    expect(await reported(...cache)).toEqual(first);
    expect(model.received).toHaveLength(asked);
    expect(model.received.flatMap(({ body }) => body['input'])).toEqual(['It is six.', 'Half a dozen.', 'No idea.']);
  });

  it.each([0, 1])(
    'has no R where the model fails after %i runs, says why, and takes no other method',
    async (answers) => {
      await failAfter(answers);
      const { groups } = await reported();
      const reason = expect.stringMatching(/^not available: .*no such model/) as unknown;
      expect(groups.map(({ redundancy }) => redundancy)).toEqual([{ method: METHOD, reason }]);
      await failAfter(answers);
      expect(await told('report')).toContain('It is not available:');
    },
  );

  it('sends no more than its budget', async () => {
    const { groups } = await reported('--embeddings-budget', '5');
    const reason = 'not available: the budget of 5 tokens is used up';
    expect(groups[0]?.redundancy).toEqual({ method: METHOD, reason });
    expect(model.received).toHaveLength(0);
  });
});

describe('parley classify --run --embeddings', () => {
  it('tells R with its method', async () => {
    const text = await told('classify', '--run', runs[0]!.summary.runId);
    expect(text).toContain(`redundancy: 0.60 (${METHOD})`);
  });

  it('tells why there is none', async () => {
    await failAfter(0);
    const text = await told('classify', '--run', runs[0]!.summary.runId);
    expect(text.replace(/\s+/g, ' ')).toMatch(/redundancy: not available: .*no such model/);
  });
});

describe('--embeddings', () => {
  const refused = async (...words: readonly string[]): Promise<unknown> => {
    const { session } = quietSession();
    return programOf(session)
      .parseAsync([...words, '--server', url], { from: 'user' })
      .catch((error: unknown) => String(error));
  };

  it.each([
    [['report', '--embeddings', 'anthropic/claude'], /name openai, which needs OPENAI_API_KEY, or openai-compatible/],
    [['report', '--embeddings', 'openai/text-embedding-3-small'], /OPENAI_API_KEY/],
    [['classify', 'file.json', '--embeddings', 'openai/text-embedding-3-small'], /--embeddings is for --run/],
  ])('refuses %j', async (words, why) => {
    expect(await refused(...words)).toMatch(why);
  });

  it('says which cache cannot be used', async () => {
    const file = path.join(directory, 'file');
    await writeFile(file, '');
    await expect(told('report', '--embeddings-cache', file)).rejects.toThrow(
      /--embeddings-cache .*file cannot be used/,
    );
  });
});
