import { documentTable, telemetryDocument } from '#spans';
import { RUN_METRICS } from './metrics/instruments.js';
import { TELEMETRY_VARIABLES, type TelemetryVariable } from './settings.js';

const VARIABLES: Readonly<Record<TelemetryVariable, string>> = {
  OTEL_SDK_DISABLED: '`true`: nothing is sent',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'root of an OTLP/HTTP receiver; without one nothing is sent and nothing instrumented',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'the whole address for traces',
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'the whole address for metrics',
  OTEL_TRACES_EXPORTER: '`otlp` or `none`',
  OTEL_METRICS_EXPORTER:
    '`otlp`, `none` or `prometheus`; the last two send nothing, and `/metrics` is there in any case',
  OTEL_EXPORTER_OTLP_PROTOCOL:
    '`http/json` (default for the spans of runs) or `http/protobuf`; metrics are JSON in any case',
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'the same, for traces alone',
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: 'spans in one request; default 512',
  OTEL_BSP_SCHEDULE_DELAY: 'how long few spans wait for more, in ms; default 1000',
  OTEL_TRACES_SAMPLER:
    'which runs are wanted; default `parentbased_always_on`. One that fails is sent whole in any case',
  OTEL_TRACES_SAMPLER_ARG: 'the ratio, from 0 to 1',
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT:
    'whether spans hold what was said: `NO_CONTENT` (default) or `SPAN_ONLY`, never for a run that was started with `erasable: true`; no log events are sent',
  OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: 'longest content on a span, in UTF-16 units; default 65536',
  OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: 'the same, and counts more',
};

const EXEMPLARS = `
### From a metric to a trace

Each bucket of a histogram has an exemplar, the latest measurement in it whose trace is sent: its value, its time, and trace and span id of the call or run. They are in OTLP and in OpenMetrics (\`Accept: application/openmetrics-text\`), from the processes that keep the read models; Prometheus text has no room for them. Prometheus keeps them with \`--enable-feature=exemplar-storage\`, from \`/metrics\` or from that of the collector.

In Grafana, add \`exemplarTraceIdDestinations: [{ name: trace_id, datasourceUid: <uid of the Jaeger data source> }]\` to \`jsonData\` of the Prometheus data source, and switch "Exemplars" on in the options of a panel's query over a \`_bucket\`, such as \`histogram_quantile(0.95, sum by (le) (rate(gen_ai_client_inference_duration_bucket[5m])))\`. A click on one of the dots in the panel then offers the trace in Jaeger, where the span with that id is the call.
`;

const SENDING = `
## How spans are sent

A span of a run is sent when the event that ends it is in the log, and the position moves when the receiver has it. Whatever the receiver does (it is down, slow, answers 429 or 503), nothing is lost and no run waits: the export falls behind, \`/readyz\` says how far, \`parley.span.export.lag\` measures it, and it goes on from there, after a restart too. What is sent again has the same ids and the same content. Times are whole milliseconds of the log's clock; a span that took none of them is sent one nanosecond long. On a thread that is busy with runs the export takes a twentieth of the time.

A request that the receiver calls bad is divided until the bad span is alone. That one is sent without what was said, or else given up, with a line in the log. \`Retry-After\` is kept within OTEL_EXPORTER_OTLP_TIMEOUT; longer waits double from 1 s to 30 s. \`parley trace export RUN\`, or \`--all\`, sends traces again (\`--endpoint URL\`) or writes them into a file (\`--file\`: for each run a line, which is a request of OTLP JSON).

HTTP requests, of clients and to models and tools, queries of PostgreSQL and what is published to Kafka for one of them are traced by instrumentation in the process itself where it was started with \`--import <dist>/libs/platform/preload.js\`, as \`npm start\`, \`parley dev\`, \`parley stack up\` and the image do. They hang under the spans of runs, are sampled with them, and are lost with the process. Of the URL of a request to others the spans have scheme, host and port: path and query may hold arguments of tools, which are content, and tokens. For the embedded database there is no instrumentation. \`traceparent\` is passed on to HTTP tools and, in \`_meta\`, to MCP servers.

Besides these variables, those for headers, timeout, compression, certificates, service name and resource attributes have their usual meaning.
`;

/** docs/telemetry.md whole. */
export const telemetryPage = (): string =>
  [
    telemetryDocument(),
    '\n## Metrics\n\n',
    "By OTLP, once a minute, and at `/metrics` of every process: as Prometheus text, or as OpenMetrics to who accepts that. What has to be asked of brokers or the database (`parley.log.*`, `parley.run.live*`, `parley.span.export.lag`) is left out where these do not answer within 3 seconds: `parley.scrape.success` is 0 for it then, and the process's log says so. Everything else comes all the same.\n\n",
    documentTable([
      ['name', 'kind', 'unit', 'what'],
      ...Object.entries(RUN_METRICS).map(([name, { kind, unit, brief }]) => [`\`${name}\``, kind, unit, brief]),
      ...OBSERVED,
    ]),
    `\n${EXEMPLARS}${SENDING}\n`,
    documentTable([['variable', 'what'], ...TELEMETRY_VARIABLES.map((name) => [`\`${name}\``, VARIABLES[name]])]),
    '\n',
  ].join('');

/** Looked at when somebody asks. */
const OBSERVED: readonly (readonly string[])[] = [
  [
    '`parley.turn.open`',
    'gauge',
    '{turn}',
    'Open turns of a worker: those that wait for it, those that it is at, those held',
  ],
  ['`parley.log.records`', 'counter', '{record}', 'Records that a topic has had'],
  [
    '`parley.log.lag`',
    'gauge',
    '{record}',
    'Records that a service has not done with, in each partition that the process has',
  ],
  [
    '`parley.run.live`',
    'gauge',
    '{run}',
    'Runs that go on, of the partitions that the process has, by architecture and regime so far',
  ],
  ['`parley.run.live.overhead`', 'gauge', '%', 'Mean overhead so far of those that have a baseline, by architecture'],
  ['`parley.run.live.density`', 'gauge', '{message}/{turn}', 'Mean messages a turn of those so far, by architecture'],
  ['`parley.span.exported`', 'counter', '{span}', 'Spans of runs, by what became of them'],
  ['`parley.span.export.lag`', 'gauge', '{record}', 'Events whose spans have not been sent yet'],
  [
    '`parley.scrape.success`',
    'gauge',
    '',
    '1, or 0 where what `parley.metric` names had to be asked of a server that did not answer',
  ],
];
