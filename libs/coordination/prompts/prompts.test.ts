import { describe, expect, it } from '@jest/globals';
import { REQUIRED } from '../control-tools.js';
import { filled } from './prompt-set.js';
import { V1 } from './v1.js';
import { LATEST, promptsOf } from './versions.js';

describe('prompts', () => {
  it('are found by the version that a run was started with', () => {
    expect(promptsOf('v1')).toBe(V1);
    expect(promptsOf('v0')).toBe(LATEST);
  });

  it('describe every argument that a control call must have, in that order', () => {
    for (const [name, { arguments: described }] of Object.entries(V1.controls)) {
      const required = REQUIRED[name as keyof typeof REQUIRED];
      expect(Object.keys(described).slice(0, required.length)).toEqual(required);
    }
  });

  it('fill in what has a value and leave the rest', () => {
    expect(filled('{a} and {b}, {{a}}', { a: 1 })).toBe('1 and {b}, {1}');
  });
});
