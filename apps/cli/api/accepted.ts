import { z } from 'zod';
import { CommandIdSchema, RunIdSchema } from '#events';

/** Answer to a started run. */
export const AcceptedRunSchema = z.looseObject({ runId: RunIdSchema });
/** Answer to cancel, pause, resume and an approval's resolution. */
export const AcceptedCommandSchema = z.looseObject({ commandId: CommandIdSchema });
