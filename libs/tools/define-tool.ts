import type { Effect, ToolDefinition } from '#events';
import { z } from 'zod';
import type { Tool, ToolInvocation, ToolResult } from './port.js';

interface ToolSpec<S extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly parameters: S;
  readonly effect: Effect;
  readonly timeoutMs: number;
  run(input: z.infer<S>, invocation: ToolInvocation): Promise<ToolResult>;
}

/** A tool whose zod schema is at once the type of its arguments and the JSON Schema that the model is shown. */
export function defineTool<S extends z.ZodObject>(spec: ToolSpec<S>): Tool {
  return {
    definition: {
      name: spec.name,
      description: spec.description,
      parameters: jsonSchemaOf(spec.parameters),
      effect: spec.effect,
      approval: 'never',
      timeoutMs: spec.timeoutMs,
    },
    async run(invocation) {
      return spec.run(spec.parameters.parse(invocation.arguments), invocation);
    },
  };
}

function jsonSchemaOf(schema: z.ZodObject): ToolDefinition['parameters'] {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, { target: 'draft-7' });
  return parameters;
}
