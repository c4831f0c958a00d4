import { describe, expect, it } from '@jest/globals';
import { controlNamesFor } from '../control-name.js';
import { requiredFor } from '../control-tools.js';
import { PURPOSES } from '../view.js';
import { filled } from './prompt-set.js';
import { V1 } from './v1.js';
import { LATEST, promptsOf } from './versions.js';

describe('prompts', () => {
  it('are found by the version that a run was started with', () => {
    expect(promptsOf('v1')).toBe(V1);
    expect(promptsOf('v0')).toBe(LATEST);
  });

  it.each(PURPOSES)('describe every argument that a control call must have in %s, in that order', (purpose) => {
    for (const name of controlNamesFor(purpose)) {
      const required = requiredFor(purpose, name);
      const { description, arguments: described } = V1.controlsIn[purpose]?.[name] ?? V1.controls[name];
      expect(description).not.toBe('');
      expect(Object.keys(described).slice(0, required.length)).toEqual(required);
    }
  });

  it('give a control another meaning only where it is offered', () => {
    for (const [purpose, controls] of Object.entries(V1.controlsIn)) {
      expect(controlNamesFor(purpose)).toEqual(expect.arrayContaining(Object.keys(controls)));
    }
  });

  it('fill in what has a value and leave the rest', () => {
    expect(filled('{a} and {b}, {{a}}', { a: 1 })).toBe('1 and {b}, {1}');
  });
});
