import { openEmbeddedLog } from '../embedded/open-embedded-log.js';
import type { FaultPoint } from '../fault-points.js';
import { asCommand, asEvent, event, runIdOf } from './messages.js';

// Owns the directory of the first argument and publishes for ever, one commit after the other; prints `open`, then each
// number once it is durable. With a second argument it kills itself at the 50th passing of that fault point.
const [directory = '', fault] = process.argv.slice(2);
let passings = 0;
const { log } = await openEmbeddedLog({
  directory,
  faultPoint: (point: FaultPoint) => {
    if (point === fault && ++passings === 50) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write('open\n');
for (let n = 1; ; n++) {
  await log.publish([asCommand(runIdOf(1), `${n}`), asEvent(event(runIdOf(1), n))]);
  process.stdout.write(`${n}\n`);
}
