import type { RunId } from '#events';

/** Where a demo ran: on a server that was there before, or on one of its own, whose data directory is still there. */
export interface DemoPlace {
  readonly server: string | undefined;
  readonly data: string;
  /** The server ends with the demo. */
  readonly passing?: true | undefined;
}

/** What to type after a demo. */
export function whatNext(runId: RunId, { server, data, passing }: DemoPlace): string {
  if (passing) return STAYING;
  const where = server === undefined ? `--data ${data}` : `--server ${server}`;
  return [
    ...(server === undefined
      ? [
          `Everything that happened is kept in ${data}. Open it again, with an API and its documentation:`,
          `  parley dev --data ${data}`,
          'and in another terminal:',
        ]
      : ['Look at it, as long as that server runs:']),
    `  parley runs ${where}`,
    `  parley show ${runId} ${where}`,
    'Or without any server of your own:',
    '  parley run --family filings --seed 2 --index 0 --architecture decentralized',
    '  parley run TASK.json --base-url http://127.0.0.1:8080/v1',
  ].join('\n');
}

const STAYING = [
  'These servers end with the demo. For some that stay, until Ctrl-C:',
  '  npm run stack',
  'and in another terminal:',
  '  PARLEY_URL=http://127.0.0.1:7420 npx parley demo',
  '  npx parley runs --server http://127.0.0.1:7420',
].join('\n');
