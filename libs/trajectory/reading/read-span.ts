import type { Span } from '../otlp/span.js';
import { aiSdkOperation, readAiSdk } from './ai-sdk.js';
import { OPENINFERENCE_KIND, readOpenInference } from './openinference.js';
import type { Reading } from './reading.js';
import { readSemantic } from './semantic.js';

/** Families are told apart span by span: one trace may hold several. */
export function readSpan(span: Span): Reading {
  if (span.attributes.has(OPENINFERENCE_KIND)) return readOpenInference(span);
  const operation = aiSdkOperation(span);
  return operation === undefined ? readSemantic(span) : readAiSdk(span, operation);
}
