// apps/local with test tools and a scripted model, and a death that can be ordered: PARLEY_FAULT=<point>:<nth time>.
import { serve } from '#platform';
import { effectTools } from '#tools/testing';
import { LocalModule } from '../../apps/local/local.module.js';
import { effectsProvider } from './effects-provider.js';

const [point, nth = '1'] = (process.env['PARLEY_FAULT'] ?? '').split('@');
let left = Number(nth);

function reached(name: string): void {
  if (name !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

await serve(LocalModule, {
  tools: effectTools(process.env['PARLEY_EFFECTS'] ?? ''),
  providers: [effectsProvider()],
  reached,
});
