import { expect, it } from '@jest/globals';
import { topicsText } from './topics-text.js';

it('shows each topic with what is set for it', () => {
  const config = { 'cleanup.policy': 'delete', 'retention.ms': '1000' };
  const text = topicsText([{ name: 'run-events', partitions: 4, replicas: 3, config }], 80);
  expect(text.split('\n').at(-1)).toMatch(/^run-events +4 +3 {2}cleanup.policy=delete retention.ms=1000$/);
});

it('says how to come by topics where there are none', () => {
  expect(topicsText([], 80)).toContain('parley topics ensure');
});
