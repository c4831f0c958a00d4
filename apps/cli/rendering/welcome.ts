import { keepsElsewhere } from '../options/data-option.js';
import type { Session } from '../session.js';

/** What `parley dev` says once its server listens. */
export function welcome(url: string, data: string, { env, terminal }: Session): readonly string[] {
  const named = keepsElsewhere({ env }) ? ` --server ${url}` : ` --data ${data}`;
  const where = data === '.parley' ? '' : named;
  return [
    `${terminal.paint('bold', 'Parley')} listens at ${url}`,
    `  docs   ${url}/docs`,
    `  data   ${data}`,
    `  model  ${configuredModel(env)}`,
    '',
    'Try in another terminal:',
    `  parley run --family filings --seed 1 --index 0 --architecture centralized${where}`,
    `  parley runs${where}`,
    `  parley compare --architectures single,decentralized --tasks 10${where}`,
    '',
    'Ctrl-C stops it; open runs go on when it starts again.',
  ];
}

function configuredModel(env: Session['env']): string {
  const [baseUrl, model] = [env['PARLEY_BASE_URL'], env['PARLEY_MODEL']];
  if (baseUrl !== undefined) return `${model ?? '(named by each request)'} at ${baseUrl}`;
  return 'rehearsal/rehearsal-mid, a simulation for generated tasks; PARLEY_BASE_URL and PARLEY_MODEL set a real one';
}
