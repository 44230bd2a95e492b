/** Turns as OpenTelemetry has them, by its conventions for generative AI. Loaded only where it is switched on. */
import { SpanKind, SpanStatusCode, type Attributes, type Histogram } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ClientTurn, OnTurn } from '../metrics/turnReport';

/** Where turns are told. Ended by its owner. */
export interface Telemetry {
  readonly onTurn: OnTurn;
  /** Sends what has not been sent. */
  end(): Promise<void>;
}

/** Bounds of buckets as the conventions advise, in seconds; one token of a fast model takes less than their first one. */
const firstTokenBounds = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
const perTokenBounds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5,
];

const powers = (first: number, base: number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => first * base ** n);

/** How often figures are sent, in ms. */
const everyMs = 15_000;

/**
 * Tells turns to a collector over OTLP, HTTP with JSON. Further headers and time-outs are those of the environment that
 * OpenTelemetry names (`OTEL_EXPORTER_OTLP_HEADERS` and others).
 * @param endpoint its base address, such as `http://127.0.0.1:4318`
 */
export function startTelemetry(endpoint: string): Telemetry {
  const base = endpoint.replace(/\/+$/, '');
  const resource = resourceFromAttributes({ 'service.name': 'codex-spark-gateway' });
  const tracers = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${base}/v1/traces` }) }),
    ],
  });
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics` }),
        exportIntervalMillis: everyMs,
      }),
    ],
  });
  const tracer = tracers.getTracer('codex-spark-gateway');
  const meter = meters.getMeter('codex-spark-gateway');
  const histogram = (name: string, unit: string, explicitBucketBoundaries: number[]): Histogram =>
    meter.createHistogram(name, { unit, advice: { explicitBucketBoundaries } });
  const duration = histogram('gen_ai.server.request.duration', 's', powers(0.01, 2, 14));
  const firstToken = histogram('gen_ai.server.time_to_first_token', 's', firstTokenBounds);
  const perToken = histogram('gen_ai.server.time_per_output_token', 's', perTokenBounds);
  const usage = histogram('gen_ai.client.token.usage', '{token}', powers(1, 4, 14));
  return {
    onTurn(turn) {
      if (turn.warmUp) return;
      const shared = sharedAttributes(turn);
      const span = tracer.startSpan(`chat ${turn.model}`, {
        kind: SpanKind.SERVER,
        startTime: turn.startedAt,
        attributes: {
          ...shared,
          'gen_ai.response.id': turn.id,
          'gen_ai.response.finish_reasons': [turn.status],
          'gen_ai.usage.input_tokens': turn.inputTokens,
          'gen_ai.usage.output_tokens': turn.outputTokens,
          'codex_spark.client': turn.client,
          'codex_spark.lane': turn.lane ?? '',
          'network.protocol.name': turn.over,
        },
      });
      if (turn.firstTokenMs !== undefined) span.addEvent('first token', turn.startedAt + turn.firstTokenMs);
      if (turn.status === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(turn.startedAt + turn.ms);
      duration.record(turn.ms / 1000, shared);
      usage.record(turn.inputTokens, { ...shared, 'gen_ai.token.type': 'input' });
      usage.record(turn.outputTokens, { ...shared, 'gen_ai.token.type': 'output' });
      if (turn.firstTokenMs === undefined) return;
      firstToken.record(turn.firstTokenMs / 1000, shared);
      if (turn.outputTokens > 1)
        perToken.record((turn.ms - turn.firstTokenMs) / 1000 / (turn.outputTokens - 1), shared);
    },
    async end() {
      await Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
    },
  };
}

/** Few of each, so that figures can be kept by them. */
function sharedAttributes({ model, upstream, status, code }: ClientTurn): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': (upstream ?? 'local').toLowerCase(),
    'gen_ai.request.model': model,
    'gen_ai.response.model': model,
    ...(status === 'failed' ? { 'error.type': code ?? '_OTHER' } : {}),
  };
}
