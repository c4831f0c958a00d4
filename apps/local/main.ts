import { serve } from '#platform';
import { LocalModule } from './local.module.js';
import { announce } from './server-file.js';

await serve(LocalModule, {
  listening: (url, { data }) => {
    announce(data, url);
  },
});

// Set by whoever starts this process for its own duration: no server is left behind when that process is killed.
if (process.env['PARLEY_END_WITH_STDIN'] === '1') {
  process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'));
}
