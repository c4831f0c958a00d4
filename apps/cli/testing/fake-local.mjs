// Stands in for apps/local: announces itself as told by PLAY, answers /healthz, ends on SIGTERM.
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers';

const { PLAY, PARLEY_DATA, PARLEY_PORT } = process.env;
if (PLAY === 'refuses') {
  console.error(JSON.stringify({ level: 'error', message: `${PARLEY_DATA} is in use by process 1: stop it` }));
  process.exit(1);
}
const server = createServer((_request, response) => response.end('{}'));
server.listen(Number(PARLEY_PORT), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  writeFileSync(path.join(PARLEY_DATA, 'server.json'), JSON.stringify({ url, pid: process.pid }));
  console.log('a line of log before');
  console.log(JSON.stringify({ listening: url }));
  if (PLAY === 'dies') setTimeout(() => process.exit(9), 20);
});
process.on('SIGTERM', () => process.exit(0));
