import { describe, expect, it } from '@jest/globals';
import { refuseReservedNames } from './reserved-names.js';

describe('refuseReservedNames', () => {
  it.each([
    ['{"__proto__": 1}', '__proto__'],
    ['{"labels": {"a": "x", "__proto__": "y"}}', 'labels.__proto__'],
    ['{"list": [{}, {"__proto__": {}}]}', 'list[1].__proto__'],
  ])('says where %s has one', (json, field) => {
    expect(() => {
      refuseReservedNames(JSON.parse(json));
    }).toThrow(expect.objectContaining({ kind: 'invalid-request', errors: [expect.objectContaining({ field })] }));
  });

  it.each(['1', 'null', '{"constructor": {"prototype": 1}}', '[{"toString": "x"}]'])('lets %s pass', (json) => {
    refuseReservedNames(JSON.parse(json));
  });
});
