import { serve } from '#platform';
import { LocalModule } from './local.module.js';
import { announce } from './server-file.js';

await serve(LocalModule, {
  listening: (url, { data }) => {
    announce(data, url);
  },
});
