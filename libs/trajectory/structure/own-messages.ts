import { MessageKindSchema } from '#events';
import { textOf, textsOf } from '../otlp/attribute-value.js';
import type { Activation } from './activations.js';
import type { Forest } from './forest.js';
import type { TeamMessage } from './team-message.js';

/** The messages of a run that Parley hosted: each has a span of its own. Undefined for a run of others. */
export function ownMessages(
  forest: Forest,
  owners: readonly (Activation | undefined)[],
): readonly TeamMessage[] | undefined {
  if (!forest.some(({ span }) => span.attributes.has('parley.span'))) return undefined;
  return forest.flatMap(({ span: { attributes, startMs } }, node) => {
    const kind = MessageKindSchema.options.find((known) => known === textOf(attributes, 'parley.message.kind'));
    const from = textOf(attributes, 'parley.agent.id');
    if (kind === undefined || from === undefined || !attributes.has('parley.message.to')) return [];
    const said = owners[node];
    return { from, to: textsOf(attributes, 'parley.message.to'), kind, atMs: startMs, ...(said && { said }) };
  });
}
