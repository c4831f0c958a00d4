import { expect, it } from '@jest/globals';
import { lagInMetrics } from './lag-in-metrics.js';

const page = (service: string, ...lags: readonly number[]) =>
  ['# TYPE parley_log_lag gauge']
    .concat(
      lags.map((lag, i) => `parley_log_lag{parley_partition="${i}",parley_service="${service}",scope="x"} ${lag}`),
    )
    .concat('parley_log_records_total{parley_topic="run-events"} 7')
    .join('\n');

it('adds up what the processes of a service have before them', () => {
  const pages = [page('grader', 1, 2), page('grader', 30), page('projector', 0), page('webhooks')];
  expect([...lagInMetrics(pages)]).toEqual([
    ['grader', 33],
    ['projector', 0],
  ]);
});
