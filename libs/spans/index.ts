export { addedNanos } from './added-nanos.js';
export type { SpanSubject } from './attribute-definition.js';
export type { AttributeName, Attributes, AttributeValue } from './attributes.js';
export {
  CONTENT_CAPTURES,
  type ContentCapture,
  type ContentSettings,
  type Prompt,
  type PromptCall,
  type PromptMessage,
} from './content-settings.js';
export { diagnosisSpan } from './diagnosis-span.js';
export { otlpJsonOf, type OtlpJson, type TraceSource } from './otlp-json.js';
export { PROCESS_ATTRIBUTE } from './process-attribute.js';
export { providerNameOf } from './provider-name.js';
export { GEN_AI_CONVENTIONS, SCHEMA_URL } from './semconv.js';
export { serverAttributes } from './server-address.js';
export type { SpanData, SpanLink, SpanStatus } from './span-data.js';
export { spanFold, spansOf, type SpanFold, type SpanOptions } from './span-fold.js';
export { activationSpanId, messageSpanId, modelCallSpanId, runSpanId, toolCallSpanId } from './span-ids.js';
export { documentTable } from './document-table.js';
export { telemetryDocument } from './telemetry-document.js';
export { waterfallOf, type MessageArrow, type Waterfall, type WaterfallRow } from './waterfall.js';
