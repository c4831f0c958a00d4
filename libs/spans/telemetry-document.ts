import type { AttributeDefinition, RequirementLevel, SpanSubject } from './attribute-definition.js';
import { documentTable } from './document-table.js';
import { PARLEY } from './parley-attributes.js';
import { GEN_AI_CONVENTIONS, SCHEMA_URL, SEMCONV } from './semconv.js';

const INTRODUCTION = `# Telemetry

Every run is one trace. Its spans are computed from the run's events, so that a trace is complete after a crash, a pause or a move to another worker, and can be sent again with the same ids. This page is generated from the code by \`npm run generated-docs\`; why things are as they are: [ADR 7](adr/0007-traces-from-events.md).

Names are those of the OpenTelemetry GenAI conventions [${GEN_AI_CONVENTIONS}](https://github.com/open-telemetry/semantic-conventions-genai/blob/main/CHANGELOG.md) (schema \`${SCHEMA_URL}\`) where they have one, and \`parley.*\` else.
`;

const SPANS: readonly (readonly [SpanSubject, string, string, string])[] = [
  ['run', '`invoke_workflow {system}`', "the client's span, if any", 'start to end of the run'],
  [
    'activation',
    '`invoke_agent {agent}`',
    'run',
    'an agent has the floor; links to the model calls whose messages it is shown',
  ],
  ['model_call', '`chat {model}`', 'activation', 'one attempt, also one that failed or came too late'],
  ['tool_call', '`execute_tool {tool}`', 'activation', 'one call of a tool'],
  ['backoff', '`backoff`', 'activation', 'a failed attempt to the request of the next'],
  ['approval', '`await approval`', 'activation', 'a question to a person to its answer'],
  ['pause', '`paused`', 'run', 'the run is paused'],
  ['message', '`message {kind}`', 'activation of its sender', 'a moment: one message, to one or several'],
  ['vote', '`vote`', 'run', 'a moment: ballots are counted'],
  ['grading', '`grade {grader}`', 'run', 'a moment after the end'],
  ['diagnosis', '`classify`', 'the span at fault, else the run', 'a moment after the end: what went wrong'],
];

const LEVELS: Readonly<Record<RequirementLevel, string>> = {
  required: 'required',
  conditional: 'conditional',
  recommended: 'recommended',
  opt_in: 'opt-in',
};

/** What docs/telemetry.md says of spans, formatted as prettier would. */
export function telemetryDocument(): string {
  return [
    INTRODUCTION,
    '## Spans\n',
    documentTable([
      ['`parley.span`', 'name', 'parent', 'from, until'],
      ...SPANS.map(([subject, ...rest]) => [`\`${subject}\``, ...rest]),
    ]),
    '\nA span is sent when it has ended. `chat` is of kind CLIENT, all others are INTERNAL.\n',
    '## Attributes of the conventions\n',
    attributeTable(SEMCONV),
    "\n## Parley's own attributes\n",
    attributeTable(PARLEY),
    '',
  ].join('\n');
}

const attributeTable = (definitions: Readonly<Record<string, AttributeDefinition>>): string =>
  documentTable([
    ['name', 'type', 'on', 'what'],
    ...Object.entries(definitions).map(([name, definition]) => [
      `\`${name}\``,
      definition.type,
      spansWith(definition),
      meaning(definition),
    ]),
  ]);

function spansWith({ on }: AttributeDefinition): string {
  const byLevel = Map.groupBy(Object.entries(on), ([, level]) => level);
  return [...byLevel]
    .map(([level, entries]) => `${LEVELS[level]}: ${entries.map(([subject]) => subject).join(', ')}`)
    .join('; ');
}

function meaning({ brief, when, values }: AttributeDefinition): string {
  const condition = when === undefined ? '' : ` (if ${when})`;
  const choice = values === undefined ? '' : `: ${values.map((value) => `\`${value}\``).join(', ')}`;
  return `${brief}${condition}${choice}`;
}
