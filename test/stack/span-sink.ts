import { isDeepStrictEqual } from 'node:util';
import { openOtlpReceiver, type OtlpReceiver, type OtlpSpan } from '#telemetry/testing';

/** Where services send the spans of runs, as to a collector. */
export class SpanSink {
  private readonly byId = new Map<string, OtlpSpan[]>();
  private read = 0;

  private constructor(private readonly receiver: OtlpReceiver) {}

  static async open(): Promise<SpanSink> {
    return new SpanSink(await openOtlpReceiver());
  }

  /** Of the services: where to send. */
  get environment(): Readonly<Record<string, string>> {
    return {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${this.receiver.url}/v1/traces`,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
  }

  /** Whoever sends finds the connection broken, until it is back. */
  goAway(): void {
    this.receiver.reply(() => 'die');
  }

  comeBack(): void {
    this.receiver.reply(() => 'ok');
  }

  /** Whether each of these has come, and never another of the same id. */
  has(spans: readonly OtlpSpan[]): boolean {
    this.readOn();
    return spans.every((span) => {
      const came = this.byId.get(span.spanId) ?? [];
      return came.length > 0 && came.every((one) => isDeepStrictEqual(one, span));
    });
  }

  close(): Promise<void> {
    return this.receiver.close();
  }

  private readOn(): void {
    const { spans } = this.receiver;
    for (const span of spans.slice(this.read))
      this.byId.set(span.spanId, [...(this.byId.get(span.spanId) ?? []), span]);
    this.read = spans.length;
  }
}
