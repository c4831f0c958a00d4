import { AgentIdSchema, MessageKindSchema } from '#events';
import type { MessageRow } from '#read-models';
import { z } from 'zod';

const MessageViewSchema = z
  .object({
    sequence: z.int().min(1),
    time: z.int().min(0).meta({ description: 'epoch milliseconds' }),
    from: AgentIdSchema,
    to: z.array(AgentIdSchema),
    kind: MessageKindSchema,
    round: z.int().min(0),
    accepted: z.boolean().optional().meta({ description: 'the verdict of a review' }),
    text: z.string().optional().meta({ description: 'as its readers see it; absent where it has been erased' }),
  })
  .meta({ id: 'MessageView' });
export const MessagePageSchema = z
  .object({ messages: z.array(MessageViewSchema), next: z.string().optional() })
  .meta({ id: 'MessagePage', description: '`next` is the cursor of the following page' });
export type MessageView = z.infer<typeof MessageViewSchema>;

export const messageView = (row: MessageRow, text: string | undefined): MessageView => ({
  sequence: row.sequence,
  time: row.time,
  from: row.sender,
  to: [...row.recipients],
  kind: row.kind,
  round: row.round,
  ...(row.accepted !== null && { accepted: row.accepted === 1 }),
  ...(text !== undefined && { text }),
});
