import { z } from 'zod';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AGENT = '[a-z][a-z0-9-]{0,62}';
const NUMBER = '[1-9]\\d{0,9}';

/** UUIDv7 in lower case; the id of a run's stream. */
export const RunIdSchema = z.string().regex(UUID, 'must be a lower-case UUIDv7').brand('RunId');
/** UUIDv7 of one command. */
export const CommandIdSchema = z.string().regex(UUID, 'must be a lower-case UUIDv7').brand('CommandId');
export const AgentIdSchema = z
  .string()
  .regex(new RegExp(`^${AGENT}$`), 'must be lower-case letters, digits and hyphens, starting with a letter')
  .brand('AgentId');
/** `<agentId>.<n>`: the n-th turn of that agent, from 1. */
export const TurnIdSchema = z
  .string()
  .regex(new RegExp(`^${AGENT}\\.${NUMBER}$`), 'must be the id of a turn, such as solo.1: agent, turn')
  .brand('TurnId');
/** `<agentId>.a<n>`: the n-th activation of that agent, from 1. */
export const ActivationIdSchema = z
  .string()
  .regex(new RegExp(`^${AGENT}\\.a${NUMBER}$`))
  .brand('ActivationId');
/** `<turnId>.<i>`: the i-th call of that turn, from 1. */
export const CallIdSchema = z
  .string()
  .regex(
    new RegExp(`^${AGENT}\\.${NUMBER}\\.${NUMBER}$`),
    'must be the id of a call, such as solo.1.1: agent, turn, call',
  )
  .brand('CallId');
/** `<callId>.<n>`: the n-th question to a person about that call. */
export const ApprovalIdSchema = z
  .string()
  .regex(
    new RegExp(`^${AGENT}\\.${NUMBER}\\.${NUMBER}\\.${NUMBER}$`),
    'must be the id of an approval, such as solo.1.1.1: agent, turn, call, question',
  )
  .brand('ApprovalId');

export type RunId = z.infer<typeof RunIdSchema>;
export type CommandId = z.infer<typeof CommandIdSchema>;
export type AgentId = z.infer<typeof AgentIdSchema>;
export type TurnId = z.infer<typeof TurnIdSchema>;
export type ActivationId = z.infer<typeof ActivationIdSchema>;
export type CallId = z.infer<typeof CallIdSchema>;
export type ApprovalId = z.infer<typeof ApprovalIdSchema>;

// The only casts to identifiers: for text that is one already, or is built by rule.
export const asRunId = (text: string): RunId => text as RunId;
export const asCommandId = (text: string): CommandId => text as CommandId;
export const asAgentId = (text: string): AgentId => text as AgentId;
export const asTurnId = (text: string): TurnId => text as TurnId;
export const turnIdOf = (agent: AgentId, n: number): TurnId => `${agent}.${n}` as TurnId;
export const activationIdOf = (agent: AgentId, n: number): ActivationId => `${agent}.a${n}` as ActivationId;
export const callIdOf = (turn: TurnId, index: number): CallId => `${turn}.${index}` as CallId;
export const approvalIdOf = (call: CallId, n: number): ApprovalId => `${call}.${n}` as ApprovalId;

/** The agent that a turn belongs to. */
export const agentOfTurn = (turn: TurnId): AgentId => turn.slice(0, turn.lastIndexOf('.')) as AgentId;
/** The turn and the 1-based index that a call id is made of. */
export function splitCallId(call: CallId): { readonly turnId: TurnId; readonly index: number } {
  const dot = call.lastIndexOf('.');
  return { turnId: call.slice(0, dot) as TurnId, index: Number(call.slice(dot + 1)) };
}
