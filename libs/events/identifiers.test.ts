import { describe, expect, it } from '@jest/globals';
import {
  ActivationIdSchema,
  activationIdOf,
  agentOfTurn,
  approvalIdOf,
  ApprovalIdSchema,
  AgentIdSchema,
  asAgentId,
  asTurnId,
  callIdOf,
  CallIdSchema,
  RunIdSchema,
  splitCallId,
  turnIdOf,
  TurnIdSchema,
} from './identifiers.js';

const worker = asAgentId('worker-1');
const turn = turnIdOf(worker, 12);
const call = callIdOf(turn, 3);

describe('identifiers', () => {
  it('are built by rule, and read back', () => {
    expect([turn, activationIdOf(worker, 2), call, approvalIdOf(call, 1)]).toEqual([
      'worker-1.12',
      'worker-1.a2',
      'worker-1.12.3',
      'worker-1.12.3.1',
    ]);
    expect(agentOfTurn(turn)).toBe(worker);
    expect(splitCallId(call)).toEqual({ turnId: turn, index: 3 });
  });

  it('are what their schemas accept', () => {
    expect(TurnIdSchema.parse(turn)).toBe(turn);
    expect(ActivationIdSchema.parse(activationIdOf(worker, 2))).toBe('worker-1.a2');
    expect(CallIdSchema.parse(call)).toBe(call);
    expect(ApprovalIdSchema.parse(approvalIdOf(call, 1))).toBe('worker-1.12.3.1');
  });

  it.each([TurnIdSchema, CallIdSchema, ApprovalIdSchema])('say in words what they want', (schema) => {
    expect(schema.safeParse('?').error?.issues[0]?.message).toMatch(/^must be the id of an? .*such as solo\.1/);
  });

  it.each(['worker-1.0', 'worker-1', 'worker-1.a2', '.1', 'worker-1.12345678901'])('refuse %j as a turn', (text) => {
    expect(TurnIdSchema.safeParse(asTurnId(text)).success).toBe(false);
  });

  it.each(['Worker', '1st', 'a b', 'a.b', '', 'a'.repeat(64)])('refuse %j as an agent', (text) => {
    expect(AgentIdSchema.safeParse(text).success).toBe(false);
  });

  it('take no UUID but lower-case version 7 for a run', () => {
    expect(RunIdSchema.safeParse('0198f6a0-1b2c-7d3e-8f40-0123456789ab').success).toBe(true);
    expect(RunIdSchema.safeParse('0198f6a0-1b2c-4d3e-8f40-0123456789ab').success).toBe(false);
    expect(RunIdSchema.safeParse('0198F6A0-1B2C-7D3E-8F40-0123456789AB').success).toBe(false);
  });
});
