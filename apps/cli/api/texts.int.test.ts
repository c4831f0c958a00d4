import { afterEach, describe, expect, it } from '@jest/globals';
import { narrator } from '../narration/narrator.js';
import { plain } from '../terminal.js';
import { cannedServer, json } from '../testing/canned-server.js';
import { calculated, completed, part, RUN_ID, runOf, started, submitted, type Step } from '../testing/sample-run.js';
import { apiAt } from './api.js';
import { toldInWords } from './texts.js';

const refTo = (letter: string) => ({ blob: letter.repeat(64), bytes: 20_000, mediaType: 'text/plain' });

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

/** The steps as they are told, by a server that has these texts. */
async function told(steps: readonly Step[], texts: readonly object[]) {
  const server = await cannedServer(json(200, { texts }));
  close = server.close;
  const api = apiAt(server.url, new AbortController().signal);
  const tell = narrator({ paint: plain, width: 80, brief: false });
  const lines: string[] = [];
  for (const event of runOf(...steps)) lines.push(...tell(await toldInWords(api, event)));
  return { lines, asked: server.requests.map(({ url }) => url) };
}

const asking = (input: ReturnType<typeof refTo>) => started({ brief: { input, documents: [], tools: [] } });
const answering = (text: ReturnType<typeof refTo>): Step => {
  const [type, data] = submitted('peer-1', 1, '') as Extract<Step, readonly ['TurnRecorded', unknown]>;
  return [type, { ...data, answer: { text, calls: [] } }];
};
const ending: Step = [
  'RunCompleted',
  {
    answers: [{ agentId: part('peer-1', 1).turnId.split('.')[0] as never, part: { ...part('peer-1', 1), index: 0 } }],
    because: 'answered',
  },
];

describe('toldInWords', () => {
  it('tells texts out of blobs as if they stood in the events', async () => {
    const texts = [
      { blob: refTo('1').blob, text: 'a long task' },
      { blob: refTo('2').blob, text: 'a long answer' },
    ];
    const { lines, asked } = await told([asking(refTo('1')), answering(refTo('2')), ending], texts);
    expect(lines).toContain('  task: a long task');
    expect(lines.slice(-2)).toEqual(['  answer of peer-1:', '    a long answer']);
    expect(asked).toEqual([1, 2].map((sequence) => `/v1/runs/${RUN_ID}/texts?event=${sequence}`));
  });

  it('tells what has been erased as such', async () => {
    const { lines } = await told([asking(refTo('1')), answering(refTo('2')), ending], []);
    expect(lines).toContain('  task: (erased)');
    expect(lines.at(-1)).toBe('    (erased)');
  });

  it('loads what calls asked and returned', async () => {
    const [type, data] = calculated('peer-1', 1) as Extract<Step, readonly ['TurnRecorded', unknown]>;
    const outcomes = data.outcomes!.map((outcome) => ({ ...outcome, result: refTo('3') }));
    const { lines } = await told([started(), [type, { ...data, outcomes }]], [{ blob: refTo('3').blob, text: '42' }]);
    expect(lines.at(-1)).toBe('  peer-1 calls calculator {"expression":"6*7"} -> 42');
  });

  it('asks for nothing when everything stands in place', async () => {
    const { asked } = await told([started(), submitted('peer-1', 1, '42'), completed('peer-1', 1)], []);
    expect(asked).toEqual([]);
  });
});
