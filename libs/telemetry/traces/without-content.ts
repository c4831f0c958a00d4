import type { Attributes, SpanData } from '#spans';

const CONTENTS = [
  'gen_ai.system_instructions',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.tool.definitions',
  'gen_ai.tool.call.arguments',
  'gen_ai.tool.call.result',
] as const satisfies readonly (keyof Attributes)[];

/** The span without what was said, which it then names as omitted; undefined where it holds nothing of that kind. */
export function withoutContent(span: SpanData): SpanData | undefined {
  const held = CONTENTS.filter((name) => span.attributes[name] !== undefined);
  if (held.length === 0) return undefined;
  const rest = Object.entries(span.attributes).filter(([name]) => !CONTENTS.some((content) => content === name));
  const omitted = new Set([...(span.attributes['parley.content.omitted'] ?? []), ...held]);
  return { ...span, attributes: { ...Object.fromEntries(rest), 'parley.content.omitted': [...omitted] } };
}
