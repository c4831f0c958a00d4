import { describe, expect, it } from '@jest/globals';
import { diag } from '@opentelemetry/api';
import { hearingWarnings, logLibrariesTo } from './library-log.js';

function logged() {
  const lines: string[] = [];
  logLibrariesTo({ warn: (line) => lines.push(`warn ${line}`), error: (line) => lines.push(`error ${line}`) });
  return lines;
}

describe('the log of the libraries of OpenTelemetry', () => {
  it('has what goes wrong, each thing once a minute', () => {
    const lines = logged();
    for (let time = 0; time < 3; time++) diag.error('it broke:', new Error('no route'));
    diag.warn('odd');
    diag.info('all is well');
    expect(lines).toEqual(['error it broke: no route', 'warn odd']);
  });

  it('lets a listener take what its own work has caused, at any later time', async () => {
    const lines = logged();
    const heard: unknown[] = [];
    const warnLater = async (words: string) => {
      await Promise.resolve();
      diag.warn(words);
    };
    const take = (words: readonly unknown[]) => heard.push(words[0]) > 0 && words[0] === 'for me';
    const others = warnLater('not for me');
    await hearingWarnings(take, () => Promise.all([warnLater('for me'), warnLater('for all')]));
    await others;
    expect(heard).toEqual(['for me', 'for all']);
    expect(lines.toSorted()).toEqual(['warn for all', 'warn not for me']);
  });
});
