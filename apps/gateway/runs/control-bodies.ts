import { COMMAND_SCHEMAS, CommandIdSchema } from '#events';
import { z } from 'zod';

// A body may be left out.
export const CancelSchema = COMMAND_SCHEMAS.CancelRun.default({});
export const PauseSchema = COMMAND_SCHEMAS.PauseRun.default({});
export const ResumeSchema = COMMAND_SCHEMAS.ResumeRun.default({});

/** Answer to a command: what came of it is in the run's events. */
export const CommandAcceptedSchema = z.object({ commandId: CommandIdSchema }).meta({ id: 'CommandAccepted' });
export type CommandAccepted = z.infer<typeof CommandAcceptedSchema>;
