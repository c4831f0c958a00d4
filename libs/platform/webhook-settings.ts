import { z } from 'zod';
import { Secret } from './secret.js';
import { whole } from './whole.js';

/** Who is told of what people are asked. The address may hold a token. */
interface ApprovalWebhook {
  readonly url: Secret;
  /** How long before an approval expires it is told of again, in milliseconds; 0 = never. */
  readonly escalateMs: number;
}

/** Who is told of what. */
export interface Webhooks {
  readonly approvalWebhook?: ApprovalWebhook;
  /** Who is told what went wrong in runs that have ended. */
  readonly diagnosisWebhook?: Secret;
}

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http(s) URL such as https://example.org/${example}` })
    .refine((text) => !URL.canParse(text) || hasNoUser(new URL(text)), {
      error: 'must have no user or password, with which nothing can be sent: give a token in path or query',
    })
    .optional();

const hasNoUser = ({ username, password }: URL): boolean => `${username}${password}` === '';

export const WEBHOOK_VARIABLES = {
  PARLEY_APPROVAL_WEBHOOK: address('approvals'),
  PARLEY_APPROVAL_ESCALATE_MS: whole(900_000, 0, 31_536_000_000),
  PARLEY_DIAGNOSIS_WEBHOOK: address('diagnoses'),
};
type Variables = z.infer<z.ZodObject<typeof WEBHOOK_VARIABLES>>;

export const webhooksOf = (env: Variables): Webhooks => ({
  ...(env.PARLEY_APPROVAL_WEBHOOK !== undefined && {
    approvalWebhook: { url: new Secret(env.PARLEY_APPROVAL_WEBHOOK), escalateMs: env.PARLEY_APPROVAL_ESCALATE_MS },
  }),
  ...(env.PARLEY_DIAGNOSIS_WEBHOOK !== undefined && { diagnosisWebhook: new Secret(env.PARLEY_DIAGNOSIS_WEBHOOK) }),
});
