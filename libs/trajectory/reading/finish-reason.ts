import { textsOf } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';

const KEYS = ['gen_ai.response.finish_reasons', 'llm.finish_reason', 'ai.response.finishReason'] as const;
const TOOLS = /tool|function/i;

export const finishReasonsOf = ({ attributes }: Span): readonly string[] =>
  KEYS.flatMap((key) => textsOf(attributes, key));

const ERROR = /^error$/i;

/** The model, or the client on its behalf, gave up. */
export const gaveUp = (span: Span): boolean => finishReasonsOf(span).some((reason) => ERROR.test(reason));

/** The model stopped to have tools run. */
export const wantsTools = (span: Span): boolean => finishReasonsOf(span).some((reason) => TOOLS.test(reason));
