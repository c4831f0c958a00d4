import type { RunId } from '#events';

/** What to type after a demo whose data directory is still there. */
export function whatNext(runId: RunId, data: string): string {
  return [
    `Everything that happened is kept in ${data}. Open it again, with an API and its documentation:`,
    `  parley dev --data ${data}`,
    'and in another terminal:',
    `  parley runs --data ${data}`,
    `  parley show ${runId} --data ${data}`,
    'Or without any server of your own:',
    '  parley run --family filings --seed 2 --index 0 --architecture decentralized',
    '  parley run TASK.json --base-url http://127.0.0.1:8080/v1',
  ].join('\n');
}
