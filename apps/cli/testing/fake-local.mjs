// Stands in for apps/local: announces itself as told by PLAY, answers every request with {}, keeps leases, ends on SIGTERM.
import { createServer } from 'node:http';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer as createListener } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers';

const { PLAY, PARLEY_DATA, PARLEY_PORT } = process.env;
const refused = path.join(PARLEY_DATA, 'refused');

function refuse(message, code) {
  console.log(JSON.stringify({ level: 'error', message }));
  console.error(message);
  process.exit(code);
}
if (PLAY === 'refuses') refuse(`${PARLEY_DATA} cannot be used: choose another`, 2);
if (PLAY === 'is in the way' && !existsSync(refused)) {
  writeFileSync(refused, '');
  refuse(`${PARLEY_DATA} is in use by process 1: stop it`, 75);
}

const held = new Set();
let owned = true;
const end = () => process.exit(0);
const leases = createListener({ allowHalfOpen: true }, (socket) => {
  held.add(socket);
  socket.write('hello\n');
  socket.resume().on('error', () => undefined);
  socket.once('end', () => {
    held.delete(socket);
    if (!owned && held.size === 0) end();
    else socket.end();
  });
}).listen(0, '127.0.0.1');
process.stdin.resume().once('end', () => {
  owned = false;
  if (held.size === 0) end();
  console.log(JSON.stringify({ staying: true }));
});

const server = createServer((_request, response) => response.end('{}'));
server.listen(Number(PARLEY_PORT), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const lease = { port: leases.address().port, greeting: 'hello' };
  writeFileSync(path.join(PARLEY_DATA, 'server.json'), JSON.stringify({ url, pid: process.pid, lease }));
  console.log('a line of log before');
  console.log(JSON.stringify({ listening: url }));
  if (PLAY === 'dies') setTimeout(() => process.exit(9), 20);
});
process.on('SIGTERM', end);
