import type { WaterfallRow } from '#spans';

/** What a span is called where its kind shows by its place. */
export function labelOf({ subject, name, lane }: WaterfallRow): string {
  const [, what = name] = /^(?:invoke_workflow|invoke_agent|execute_tool) (.*)$/s.exec(name) ?? [];
  if (subject === 'tool_call') return `${what}()`;
  return subject === 'activation' ? (lane ?? what) : what;
}
